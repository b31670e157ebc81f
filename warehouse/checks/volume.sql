-- Did a source offer far more or fewer articles a day, over a whole week, than it usually does?
SELECT
    c.source_id, date_trunc('week', c.published_date)::DATE AS week_start_date, round(avg(c.n_offered), 1) AS n_offered_daily,
    any_value(s.n_daily_low) AS n_daily_low, any_value(s.n_daily_high) AS n_daily_high
FROM pub.coverage AS c
JOIN core.source_current AS s USING (source_id)
WHERE NOT c.has_outage AND NOT c.has_block
GROUP BY ALL
HAVING count(*) = 7 AND (avg(c.n_offered) < any_value(s.n_daily_low) OR avg(c.n_offered) > any_value(s.n_daily_high))
