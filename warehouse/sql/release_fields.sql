-- Columns of a table of pub with their comments, and the comment of the table.
SELECT c.column_name, c.data_type, c.comment, t.comment
FROM duckdb_columns() AS c
JOIN duckdb_tables() AS t ON t.schema_name = c.schema_name AND t.table_name = c.table_name
WHERE c.schema_name = 'pub' AND c.table_name = $table
ORDER BY c.column_index
