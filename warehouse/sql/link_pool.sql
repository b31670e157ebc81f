-- Current mentions of the given ids, each with the event that it is part of.
SELECT m.*, e.event_id
FROM core.mention_current AS m
SEMI JOIN pool USING (mention_id)
LEFT JOIN core.event_mention_current AS e ON e.mention_id = m.mention_id
ORDER BY m.mention_id
