-- The extractor versions behind the events of a panel; an event of several has them joined by +.
SELECT DISTINCT unnest(string_split(extractor_version, '+')) AS coder
FROM panel_events
WHERE (len($types) = 0 OR list_has_any($types::VARCHAR[], [event_type, event_type || '/' || event_mode]))
    AND list_contains($states::VARCHAR[], state) AND list_contains($aspects::VARCHAR[], aspect)
ORDER BY coder
