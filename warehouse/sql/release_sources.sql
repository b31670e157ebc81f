-- Publishers of the release with what is known of the rights in their texts.
SELECT source_id, source_name, url, licence_name, rights_note FROM pub.source ORDER BY source_id
