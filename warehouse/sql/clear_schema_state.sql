-- Forget the schema that the views were made by.
DELETE FROM raw.schema_state
