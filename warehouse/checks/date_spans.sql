-- Does a date interval run backwards, or contradict its precision?
SELECT mention_id, start_date, end_date, date_precision
FROM core.mention_current
WHERE
    start_date > end_date OR (date_precision IS NULL AND (start_date IS NOT NULL OR end_date IS NOT NULL))
    OR (date_precision = 'day' AND start_date IS DISTINCT FROM end_date)
    OR (date_precision NOT IN ('open', 'range') AND (start_date IS NULL OR end_date IS NULL))
    OR (date_precision IN ('week', 'weekend') AND end_date - start_date > 6)
    OR (date_precision = 'month' AND end_date - start_date > 30)
    OR (date_precision = 'year' AND end_date - start_date > 366)
