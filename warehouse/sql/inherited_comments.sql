-- Which view columns have no comment of their own, and the statement that gives them that of their namesake.
WITH described AS (
    SELECT column_name, comment, table_name, schema_name, table_name IN (SELECT view_name FROM duckdb_views() WHERE database_name = current_database()) AS is_view
    FROM duckdb_columns()
    WHERE database_name = current_database() AND NOT internal AND comment IS NOT NULL AND schema_name IN ('raw', 'core', 'pub')
),
viewed AS (
    SELECT c.schema_name, c.table_name, c.column_name
    FROM duckdb_columns() AS c
    JOIN duckdb_views() AS v ON v.database_name = c.database_name AND v.schema_name = c.schema_name AND v.view_name = c.table_name
    WHERE c.database_name = current_database() AND v.schema_name IN ('raw', 'core', 'pub') AND c.comment IS NULL
),
namesake AS (
    SELECT v.schema_name, v.table_name, v.column_name, d.comment
    FROM viewed AS v
    JOIN described AS d USING (column_name)
    QUALIFY row_number() OVER (
        PARTITION BY v.schema_name, v.table_name, v.column_name
        ORDER BY
            regexp_matches(v.table_name, '_(day|week|month)$') AND regexp_matches(d.table_name, '_(day|week|month)$') DESC, -- panels share theirs
            starts_with(v.table_name, d.table_name) DESC, -- core.mention for core.mention_current and pub.mention
            d.is_view,
            CASE WHEN starts_with(v.table_name, 'event') THEN d.table_name = 'event' ELSE d.table_name = 'mention' END DESC,
            d.table_name IN ('mention', 'event') DESC,
            d.schema_name DESC, d.table_name
    ) = 1
)
SELECT 'COMMENT ON COLUMN ' || schema_name || '.' || table_name || '."' || column_name || '" IS ''' || replace(comment, '''', '''''') || ''''
FROM namesake
ORDER BY ALL
