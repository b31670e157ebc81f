-- What was known on a day: table macros over the histories in pub, so that they work in the writer's file and in a release alike.
-- An undated row counts as known from when it was first loaded.

CREATE OR REPLACE MACRO pub.event_as_of(known_at, recorded_at) AS TABLE
SELECT w.* EXCLUDE (version, seq, is_retracted, first_recorded_at), m.url, m.title, m.evidence
FROM (
    SELECT v.*
    FROM (
        SELECT e.*, min(e.recorded_at) OVER (PARTITION BY e.event_id, e.known_at IS NULL) AS first_recorded_at
        FROM pub.event_history AS e
        WHERE e.recorded_at <= coalesce(recorded_at::TIMESTAMP, TIMESTAMP '9999-12-31')
        QUALIFY e.seq = max(e.seq) OVER (PARTITION BY e.event_id)
    ) AS v
    WHERE NOT v.is_retracted AND coalesce(v.known_at, v.first_recorded_at) <= coalesce(known_at::TIMESTAMP, TIMESTAMP '9999-12-31')
    QUALIFY row_number() OVER (PARTITION BY v.event_id ORDER BY v.version DESC) = 1
) AS w
ASOF LEFT JOIN pub.mention_history AS m ON m.mention_id = w.representative_mention_id AND m.seq <= w.seq;

CREATE OR REPLACE MACRO pub.mention_as_of(known_at, recorded_at) AS TABLE
WITH member AS (
    SELECT x.event_id, x.mention_id AS member_id, x.link_score, x.link_parts
    FROM (
        SELECT h.*
        FROM pub.membership_history AS h
        WHERE h.recorded_at <= coalesce(recorded_at::TIMESTAMP, TIMESTAMP '9999-12-31')
        QUALIFY row_number() OVER (PARTITION BY h.event_id, h.mention_id ORDER BY h.seq DESC) = 1
    ) AS x
    WHERE NOT x.is_retracted
),
told AS (
    SELECT m.*, min(m.recorded_at) OVER (PARTITION BY m.mention_id) AS first_recorded_at
    FROM pub.mention_history AS m
    WHERE m.recorded_at <= coalesce(recorded_at::TIMESTAMP, TIMESTAMP '9999-12-31')
    QUALIFY row_number() OVER (PARTITION BY m.mention_id ORDER BY m.seq DESC) = 1
),
known AS (
    SELECT v.* EXCLUDE (seq, is_retracted, first_recorded_at)
    FROM told AS v
    WHERE NOT v.is_retracted AND coalesce(v.known_at, v.first_recorded_at) <= coalesce(known_at::TIMESTAMP, TIMESTAMP '9999-12-31')
)
SELECT k.*, x.event_id, x.link_score, x.link_parts
FROM known AS k
LEFT JOIN member AS x ON x.member_id = k.mention_id;
