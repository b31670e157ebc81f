-- Is there an event without members, or one whose representative is none of them?
SELECT e.event_id, e.representative_mention_id
FROM core.event_current AS e
ANTI JOIN core.event_mention_current AS m ON m.event_id = e.event_id AND m.mention_id = e.representative_mention_id
