-- The statements that make tables of the panel views of the release, one after the other.
SELECT
    'CREATE TABLE pub.building AS SELECT * FROM pub.' || view_name || ' ORDER BY cell_type, unit_id, period_start_date, within_period; '
    || 'DROP VIEW pub.' || view_name || '; ALTER TABLE pub.building RENAME TO ' || view_name
FROM duckdb_views()
WHERE database_name = 'release' AND schema_name = 'pub' AND regexp_matches(view_name, '_(day|week|month)$')
ORDER BY view_name
