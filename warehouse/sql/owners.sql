-- Sources that declare an owner.
SELECT source_id, owner_name FROM core.source_current WHERE owner_name IS NOT NULL
