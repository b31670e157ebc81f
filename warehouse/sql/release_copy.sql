-- The statements that materialise the views of pub, but for panels, in the attached database "release". Ordered, so that equal content gives
-- equal files.
SELECT 'CREATE TABLE release.pub.' || view_name || ' AS SELECT * FROM pub.' || view_name || ' ORDER BY ALL'
FROM duckdb_views()
WHERE database_name = 'warehouse' AND schema_name = 'pub' AND NOT regexp_matches(view_name, '_(day|week|month)$')
ORDER BY view_name
