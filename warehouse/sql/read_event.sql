-- One event by its id or by an id that leads to it.
SELECT * FROM pub.event_all
WHERE event_id = coalesce((SELECT event_id FROM core.event_alias_current WHERE alias_id = $event_id), $event_id)
