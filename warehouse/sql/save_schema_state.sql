-- Record the schema that the views were made by: one row, written anew.
INSERT INTO raw.schema_state (version, content_hash) VALUES ($version, $content_hash)
