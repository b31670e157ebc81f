-- Does a coded column hold a word that is none of its values?
SELECT 'event.state' AS column_name, state AS value, count(*) AS n_rows FROM core.event_current
WHERE state NOT IN ('occurred', 'claimed', 'self_reported', 'disputed', 'denied', 'planned', 'negated', 'retracted') GROUP BY ALL
UNION ALL
SELECT 'event.aspect', aspect, count(*) FROM core.event_current
WHERE aspect NOT IN ('event', 'process', 'aggregate', 'state', 'recap') GROUP BY ALL
UNION ALL
SELECT 'mention.status', status, count(*) FROM core.mention_current
WHERE status NOT IN ('asserted', 'claimed', 'denied', 'possible', 'negated') GROUP BY ALL
UNION ALL
SELECT 'mention.date_precision', date_precision, count(*) FROM core.mention_current
WHERE date_precision NOT IN ('day', 'range', 'weekend', 'week', 'month', 'quarter', 'season', 'year', 'decade', 'open') GROUP BY ALL
UNION ALL
SELECT 'mention.place_type', place_type, count(*) FROM core.mention_current
WHERE place_type NOT IN ('site', 'city', 'district', 'admin1', 'region', 'country', 'water') GROUP BY ALL
UNION ALL
SELECT 'offer.outcome', outcome, count(*) FROM raw.offer
WHERE outcome NOT IN ('read', 'duplicate', 'rejected', 'gone', 'blocked', 'failed', 'offered') GROUP BY ALL
