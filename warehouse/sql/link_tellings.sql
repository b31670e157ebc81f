-- What clustering compares of the mentions at hand. A batch's mention is part of the event that its former version was part of.
SELECT
    n.mention_id, n.article_id, n.cell, n.is_short AND n.start_date = n.end_date AND NOT n.is_recap AS is_day, n.is_exact, n.reality,
    n.mode_class, n.is_mutual, n.i, n.t, n.place_id, n.place_id AS place_name, n.place_type, n.country_code, n.admin1_name, n.admin2_name,
    n.latitude, n.longitude, n.radius_km, n.start_date, n.end_date, n.deaths_low, n.deaths_high, n.injured_low, n.injured_high,
    coalesce(n.event_id, gone.event_id) AS event_id
FROM node AS n
LEFT JOIN node AS gone ON gone.mention_id = n.mention_id AND gone.is_gone
WHERE NOT n.is_gone AND n.node_id IN (FROM solving)
ORDER BY n.mention_id
