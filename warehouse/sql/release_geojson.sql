-- Safe-to-count events with a point, as GeoJSON features: one JSON text a row.
SELECT json_object(
    'type', 'Feature',
    'id', event_id,
    'geometry', json_object('type', 'Point', 'coordinates', json_array(longitude, latitude)),
    'properties', to_json(e)
)::VARCHAR
FROM pub.event AS e
WHERE latitude IS NOT NULL
ORDER BY event_id
