-- Is a toll negative, upside down, or beyond belief for one event?
SELECT event_id, deaths_low, deaths_best, deaths_high, injured_low, injured_best, injured_high
FROM core.event_current
WHERE
    deaths_low < 0 OR deaths_low > deaths_best OR deaths_best > deaths_high
    OR injured_low < 0 OR injured_low > injured_best OR injured_best > injured_high
    OR (aspect = 'event' AND (deaths_best > 100000 OR injured_best > 1000000))
