"""The only room that opens DuckDB: schema, SQL, load, link, checks, releases."""
