-- Does a column of a release lack its comment?
SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = current_database() AND schema_name = 'pub' AND comment IS NULL
