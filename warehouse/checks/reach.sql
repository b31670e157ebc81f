-- Is a mention dated beyond the reach of its article: a day taken from publication but outside it, or centuries away?
SELECT mention_id, date_basis, start_date, end_date, published_from, published_to, date_told
FROM core.mention_current
WHERE
    (date_basis = 'publication' AND (end_date < published_from - 1 OR start_date > published_to + 1))
    OR start_date < published_from - 400 * 365 OR end_date > published_to + 100 * 365
