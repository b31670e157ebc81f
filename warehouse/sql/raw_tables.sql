-- Which tables of the schema's own record are there?
SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'raw'
