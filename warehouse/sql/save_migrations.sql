-- Remember migrations as done.
INSERT INTO raw.migration (migration_name) SELECT unnest($names::VARCHAR[])
