-- The statement that writes a table of pub as CSV, texts that a spreadsheet would run as formulas made harmless; lists as JSON.
SELECT
    'COPY (SELECT ' || string_agg(
        CASE
            WHEN data_type = 'VARCHAR' THEN 'pub.neutral("' || column_name || '") AS "' || column_name || '"'
            WHEN data_type LIKE '%[]' THEN 'to_json("' || column_name || '")::VARCHAR AS "' || column_name || '"'
            ELSE '"' || column_name || '"'
        END, ', ' ORDER BY column_index
    ) || ' FROM pub.' || $table || ') TO ''' || replace($file, '''', '''''') || ''' (FORMAT csv, HEADER true, TIMESTAMPFORMAT ''%Y-%m-%dT%H:%M:%SZ'')'
FROM duckdb_columns()
WHERE database_name = 'release' AND schema_name = 'pub' AND table_name = $table
