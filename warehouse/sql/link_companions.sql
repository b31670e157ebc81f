-- Mentions that the warehouse holds to be of one event with the frontier's: an event that older rules made is solved again as a whole.
SELECT DISTINCT n.node_id
FROM frontier AS f
JOIN node AS m USING (node_id)
JOIN core.event_mention_current AS mine ON mine.mention_id = m.mention_id
JOIN core.event_mention_current AS theirs ON theirs.event_id = mine.event_id
JOIN node AS n ON n.mention_id = theirs.mention_id AND NOT n.is_gone
