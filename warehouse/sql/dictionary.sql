-- Every table, view and column with its comment, in the order of rooms.
SELECT c.schema_name, c.table_name, t.kind, t.comment, c.column_name, c.data_type, c.is_nullable, c.comment AS column_comment
FROM duckdb_columns() AS c
JOIN (
    SELECT schema_name, table_name, 'table' AS kind, comment FROM duckdb_tables() WHERE database_name = current_database()
    UNION ALL
    SELECT schema_name, view_name, 'view', comment FROM duckdb_views() WHERE database_name = current_database() AND NOT internal
) AS t ON t.schema_name = c.schema_name AND t.table_name = c.table_name
WHERE c.database_name = current_database() AND c.schema_name IN ('raw', 'core', 'pub')
ORDER BY array_position(['pub', 'core', 'raw'], c.schema_name), c.table_name, c.column_index
