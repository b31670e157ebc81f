-- Roles of the seeds that are new or changed, and tombstones of those that are gone.
INSERT INTO core.actor_role BY NAME
WITH told AS (
    SELECT
        actor_id, nullif(valid_from, '')::DATE AS valid_from_date, nullif(valid_to, '')::DATE AS valid_to_date, sector AS sector_code,
        md5(concat_ws('|', coalesce(valid_to, ''), sector)) AS content_hash
    FROM read_csv($roles, header = true, all_varchar = true)
)
SELECT t.*, $run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, false AS is_retracted
FROM told AS t
ANTI JOIN core.actor_role_current AS c
    ON c.actor_id = t.actor_id AND c.valid_from_date IS NOT DISTINCT FROM t.valid_from_date AND c.content_hash = t.content_hash
UNION ALL BY NAME
SELECT c.* REPLACE ($run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, true AS is_retracted)
FROM core.actor_role_current AS c
ANTI JOIN told AS t ON t.actor_id = c.actor_id AND t.valid_from_date IS NOT DISTINCT FROM c.valid_from_date
