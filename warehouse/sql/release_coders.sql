-- The coders of what the release shows.
SELECT DISTINCT r.code_version, r.model_version, r.seeds_version, r.gazetteer_version, r.extractor_version
FROM raw.run AS r
WHERE r.extractor_version IN (SELECT extractor_version FROM core.mention_current)
ORDER BY ALL
