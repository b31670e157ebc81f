-- The seeds that the reference tables were last loaded from.
SELECT max_by(r.seeds_version, r.seq) FROM raw.run AS r WHERE EXISTS (SELECT 1 FROM core.country)
