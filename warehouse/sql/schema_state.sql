-- The schema that the views were made by.
SELECT content_hash FROM raw.schema_state
