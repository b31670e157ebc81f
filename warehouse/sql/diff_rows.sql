-- The events that differ.
FROM difference ORDER BY country_code NULLS LAST, event_type, start_date NULLS LAST, event_id LIMIT $limit
