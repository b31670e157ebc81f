-- Divisions of the gazetteer that are new or changed, and tombstones of those that are gone. Two of one name in one parent are one.
INSERT INTO core.area BY NAME
WITH told AS (
    SELECT
        b.*, p.pcode, md5(concat_ws('|', b.area_type, b.latitude, b.longitude, b.radius_km, coalesce(p.pcode, ''))) AS content_hash
    FROM batch AS b
    LEFT JOIN (SELECT country || '|' || admin1 AS area_id, pcode FROM read_csv($pcodes, header = true, all_varchar = true)) AS p
        ON p.area_id = b.area_id
    QUALIFY row_number() OVER (PARTITION BY b.area_id ORDER BY b.latitude, b.longitude) = 1
)
SELECT t.*, $run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, false AS is_retracted
FROM told AS t
ANTI JOIN core.area_current AS c USING (area_id, content_hash)
UNION ALL BY NAME
SELECT c.* REPLACE ($run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, true AS is_retracted)
FROM core.area_current AS c
ANTI JOIN told AS t USING (area_id)
