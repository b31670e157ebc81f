-- Does a point lie outside its country? (Outlines as coarse as half a degree, with one cell of grace around them.)
WITH point AS (
    SELECT
        country_code, latitude, longitude, any_value(place_name) AS place_name, any_value(event_id) AS event_id,
        least(floor((latitude + 90) * 2), 359)::INTEGER AS pg_row, least(floor((longitude + 180) * 2), 719)::INTEGER AS pg_column
    FROM core.event_current
    WHERE place_type IN ('site', 'city', 'district', 'admin1') AND country_code IN (SELECT country_code FROM core.country_cell_current)
    GROUP BY ALL
)
SELECT p.country_code, p.place_name, p.latitude, p.longitude, p.event_id
FROM point AS p
ANTI JOIN core.country_cell_current AS c
    ON c.country_code = p.country_code AND (c.pg_first - 1) // 720 BETWEEN p.pg_row - 1 AND p.pg_row + 1
    AND (c.pg_first - 1) % 720 <= p.pg_column + 1 AND (c.pg_last - 1) % 720 >= p.pg_column - 1
