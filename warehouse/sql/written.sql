-- Duplicates and events that a load wrote.
SELECT
    (SELECT count(*) FROM raw.article WHERE seq = $seq AND duplicate_of IS NOT NULL),
    (SELECT count(DISTINCT event_id) FROM core.event WHERE seq = $seq AND NOT is_retracted)
