-- Scalar macros that views and panels share.
CREATE SCHEMA IF NOT EXISTS pub;

CREATE OR REPLACE MACRO pub.pg_id(latitude, longitude) AS (
    CASE
        WHEN latitude IS NOT NULL AND longitude IS NOT NULL -- least() would pass over a NULL
        THEN (least(floor((latitude + 90) * 2), 359) * 720 + least(floor((longitude + 180) * 2), 719) + 1)::INTEGER
    END
);

-- A count is earned if it is above zero or its cell was looked at; else it is NULL.
CREATE OR REPLACE MACRO pub.earned(n, is_covered) AS CASE WHEN n > 0 THEN n WHEN is_covered THEN 0 END;

-- A text that a spreadsheet would run as a formula gets an apostrophe before it.
CREATE OR REPLACE MACRO pub.neutral(cell) AS CASE WHEN regexp_matches(cell, '^ *[=+@\t\r\n-]') THEN '''' || cell ELSE cell END;
