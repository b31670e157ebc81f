-- Articles that share an id, a text hash or a band with those on offer.
SELECT
    a.article_id, a.text_hash, a.duplicate_of, a.text, a.seq,
    list_filter(a.bands, lambda band: list_contains($bands::BIGINT[], band)) AS shared_bands,
    (SELECT max_by(x.extractor_version, x.seq) FROM raw.extraction AS x WHERE x.article_id = a.article_id) AS extractor_version
FROM raw.article AS a
WHERE
    a.article_id IN (SELECT unnest($article_ids::VARCHAR[]))
    OR a.text_hash IN (SELECT unnest($text_hashes::VARCHAR[]))
    OR list_has_any(a.bands, $bands::BIGINT[])
ORDER BY a.seq, a.article_id
