-- The mentions of an event, in the order of publication.
SELECT * FROM pub.mention
WHERE event_id = coalesce((SELECT event_id FROM pub.event_alias WHERE alias_id = $event_id), $event_id)
ORDER BY known_at NULLS LAST, mention_id
