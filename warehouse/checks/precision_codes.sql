-- Is a precision code missing or finer than what it is derived from?
SELECT event_id, date_precision, acled_time_precision, ucdp_date_precision, place_type, acled_geo_precision, ucdp_where_precision
FROM pub.event_all
WHERE
    (acled_time_precision = 1) IS DISTINCT FROM (CASE WHEN acled_time_precision IS NOT NULL THEN date_precision = 'day' END)
    OR (ucdp_date_precision = 1 AND start_date <> end_date)
    OR (place_type IS NOT NULL AND ucdp_where_precision IS NULL)
    OR (acled_geo_precision = 1 AND place_type NOT IN ('site', 'city'))
