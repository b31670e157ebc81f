-- The statements that materialise pub in the attached database "release", comments and all. Ordered, so that equal content gives equal files.
WITH shown AS (
    SELECT view_name, comment FROM duckdb_views() WHERE database_name = 'warehouse' AND schema_name = 'pub'
),
quoted AS (
    SELECT c.table_name, c.column_name, replace(c.comment, '''', '''''') AS comment, c.column_index
    FROM duckdb_columns() AS c
    JOIN shown AS s ON s.view_name = c.table_name
    WHERE c.database_name = 'warehouse' AND c.schema_name = 'pub'
)
SELECT statement
FROM (
    SELECT 0 AS step, '' AS name, 0 AS position, 'CREATE SCHEMA release.pub' AS statement
    UNION ALL
    SELECT 1, view_name, 0, 'CREATE TABLE release.pub.' || view_name || ' AS SELECT * FROM pub.' || view_name || ' ORDER BY ALL' FROM shown
    UNION ALL
    SELECT 2, view_name, 0, 'COMMENT ON TABLE release.pub.' || view_name || ' IS ''' || replace(comment, '''', '''''') || '''' FROM shown
    UNION ALL
    SELECT 3, table_name, column_index, 'COMMENT ON COLUMN release.pub.' || table_name || '."' || column_name || '" IS ''' || comment || '''' FROM quoted
)
ORDER BY step, name, position
