-- The statements that give tables and columns of the release the comments that they have in the warehouse.
SELECT 'COMMENT ON TABLE release.pub.' || view_name || ' IS ''' || replace(comment, '''', '''''') || '''' AS statement
FROM duckdb_views()
WHERE database_name = 'warehouse' AND schema_name = 'pub'
UNION ALL
SELECT 'COMMENT ON COLUMN release.pub.' || c.table_name || '."' || c.column_name || '" IS ''' || replace(c.comment, '''', '''''') || ''''
FROM duckdb_columns() AS c
JOIN duckdb_views() AS v ON v.database_name = c.database_name AND v.schema_name = c.schema_name AND v.view_name = c.table_name
WHERE c.database_name = 'warehouse' AND c.schema_name = 'pub'
ORDER BY statement
