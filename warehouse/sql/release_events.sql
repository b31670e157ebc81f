-- Safe-to-count events, ordered.
SELECT * FROM pub.event ORDER BY start_date NULLS LAST, event_id
