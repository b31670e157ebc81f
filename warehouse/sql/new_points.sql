-- Points of places whose H3 cells are not known yet.
SELECT DISTINCT p.latitude, p.longitude, p.radius_km
FROM core.place AS p
ANTI JOIN core.point_cell AS c ON c.latitude = p.latitude AND c.longitude = p.longitude AND c.radius_km = p.radius_km
ORDER BY ALL
