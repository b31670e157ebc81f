-- Is there a record of the schema yet?
SELECT count(*) FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'raw' AND table_name = 'schema_state'
