-- How many differ, by country, type and cause.
SELECT
    country_code, event_type, cause, count(*) FILTER (change = 'added') AS n_added, count(*) FILTER (change = 'removed') AS n_removed,
    count(*) FILTER (change = 'changed') AS n_changed
FROM difference
GROUP BY ALL
ORDER BY country_code NULLS LAST, event_type, cause
