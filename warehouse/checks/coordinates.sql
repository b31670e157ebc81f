-- Is a point off the globe, on the null island, or half told?
SELECT event_id, place_name, latitude, longitude, radius_km
FROM core.event_current
WHERE
    abs(latitude) > 90 OR abs(longitude) > 180 OR (latitude = 0 AND longitude = 0) OR radius_km < 0 OR radius_km > 20100
    OR (place_id IS NULL) <> (latitude IS NULL) OR (latitude IS NULL) <> (longitude IS NULL)
