-- Outlines of the seeds that are new or changed, and tombstones of those that are gone.
INSERT INTO core.country_cell BY NAME
WITH told AS (
    SELECT
        country AS country_code, pg_first::INTEGER AS pg_first, pg_last::INTEGER AS pg_last, is_centre = '1' AS is_centre,
        md5(concat_ws('|', pg_last, is_centre)) AS content_hash
    FROM read_csv($country_cells, header = true, all_varchar = true)
)
SELECT t.*, $run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, false AS is_retracted
FROM told AS t
ANTI JOIN core.country_cell_current AS c USING (country_code, pg_first, content_hash)
UNION ALL BY NAME
SELECT c.* REPLACE ($run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, true AS is_retracted)
FROM core.country_cell_current AS c
ANTI JOIN told AS t USING (country_code, pg_first)
