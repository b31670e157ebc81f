-- Table macros of pub with their comments.
SELECT schema_name || '.' || function_name || '(' || array_to_string(parameters, ', ') || ')' AS signature, comment
FROM duckdb_functions()
WHERE database_name = current_database() AND schema_name = 'pub' AND function_type = 'table_macro'
ORDER BY signature
