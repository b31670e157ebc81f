-- One event by its id or by an id that leads to it.
SELECT * FROM pub.event_all
WHERE event_id = coalesce((SELECT event_id FROM pub.event_alias WHERE alias_id = $event_id), $event_id)
