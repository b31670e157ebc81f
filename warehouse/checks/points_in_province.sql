-- Does a point lie far outside its province and within another? (Middles and radii, for want of outlines: three radii, 50 km and its own.)
WITH point AS (
    SELECT country_code, admin1_name, latitude, longitude, radius_km, any_value(place_name) AS place_name, any_value(event_id) AS event_id
    FROM core.event_current
    WHERE place_type IN ('site', 'city', 'district') AND admin1_name IS NOT NULL
    GROUP BY ALL
),
measured AS (
    SELECT
        p.*, a.admin1_name AS area_name, a.radius_km AS area_km, a.admin1_name = p.admin1_name AS is_own,
        111.195 * sqrt((p.latitude - a.latitude) ** 2 + ((p.longitude - a.longitude) * cos(radians(a.latitude))) ** 2) AS away_km
    FROM point AS p
    JOIN core.area_current AS a ON a.country_code = p.country_code AND a.area_type = 'admin1'
)
SELECT o.country_code, o.place_name, o.admin1_name, n.area_name AS within_name, o.away_km, o.event_id
FROM measured AS o
JOIN measured AS n ON n.event_id = o.event_id AND n.latitude = o.latitude AND n.longitude = o.longitude AND NOT n.is_own AND n.away_km < n.area_km
WHERE o.is_own AND o.away_km > 3 * o.area_km + o.radius_km + 50
