-- Migrations that the database has been through.
SELECT migration_name FROM raw.migration ORDER BY migration_name
