-- Why the mentions of an event belong together: what each was linked to, how strongly, and the parts of the score.
SELECT m.mention_id, m.nearest_mention_id, m.link_score, m.link_parts
FROM core.event_mention_current AS m
WHERE m.event_id = coalesce((SELECT event_id FROM core.event_alias_current WHERE alias_id = $event_id), $event_id)
ORDER BY m.known_at NULLS LAST, m.mention_id
