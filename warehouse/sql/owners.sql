-- Sources whose owner, or group of owners, is declared.
SELECT source_id, coalesce(owner_group_name, owner_name) AS owner_name
FROM core.source_current
WHERE coalesce(owner_group_name, owner_name) IS NOT NULL
