-- What the loads of a run added, all loads if $run_id is NULL; and what stands now.
SELECT
    coalesce(sum(n_articles), 0)::BIGINT AS n_articles, coalesce(sum(n_duplicates), 0)::BIGINT AS n_duplicates,
    coalesce(sum(n_rejected), 0)::BIGINT AS n_rejected, coalesce(sum(n_mentions), 0)::BIGINT AS n_mentions,
    coalesce(sum(n_events), 0)::BIGINT AS n_events, min(started_at) AS started_at, max(recorded_at) AS recorded_at,
    (SELECT count(*) FROM raw.article) AS n_articles_total, (SELECT count(*) FROM core.mention_current) AS n_mentions_total,
    (SELECT count(*) FROM pub.event_all) AS n_events_total, (SELECT count(*) FROM pub.event) AS n_events_occurred
FROM raw.run
WHERE $run_id::VARCHAR IS NULL OR run_id = $run_id
