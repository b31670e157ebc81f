-- Safe-to-count events in the order of time.
SELECT * FROM pub.event ORDER BY start_date NULLS LAST, event_id
