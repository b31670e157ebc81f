-- Countries of the seeds that are new or changed, and tombstones of those that are gone.
INSERT INTO core.country BY NAME
WITH told AS (
    SELECT
        c.country AS country_code, c.name AS country_name, n.gwno, n.cow, md5(concat_ws('|', c.name, coalesce(n.gwno, -1), coalesce(n.cow, -1))) AS content_hash
    FROM read_csv($countries, header = true, all_varchar = true) AS c
    LEFT JOIN (SELECT country, gwno::INTEGER AS gwno, cow::INTEGER AS cow FROM read_csv($country_codes, header = true, all_varchar = true)) AS n
        ON n.country = c.country
)
SELECT t.*, $run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, false AS is_retracted
FROM told AS t
ANTI JOIN core.country_current AS c USING (country_code, content_hash)
UNION ALL BY NAME
SELECT c.* REPLACE ($run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, true AS is_retracted)
FROM core.country_current AS c
ANTI JOIN told AS t USING (country_code)
