-- Articles that share an id, a text hash, an address or a band with those on offer.
WITH
by_band AS (
    SELECT article_id, list(band) AS shared_bands
    FROM (SELECT article_id, unnest(bands) AS band FROM raw.article)
    WHERE band IN (SELECT unnest($bands::BIGINT[]))
    GROUP BY article_id
)
SELECT
    a.article_id, a.text_hash, a.duplicate_of, a.text, b.shared_bands, a.url, a.title, a.agency_name, a.published_from,
    a.url IS NOT NULL AND a.url IN (SELECT unnest($urls::VARCHAR[])) AS is_address,
    (SELECT max_by(x.extractor_version, x.seq) FROM raw.extraction AS x WHERE x.article_id = a.article_id) AS extractor_version
FROM raw.article AS a
LEFT JOIN by_band AS b ON b.article_id = a.article_id
WHERE
    b.article_id IS NOT NULL
    OR a.article_id IN (SELECT unnest($article_ids::VARCHAR[]))
    OR a.text_hash IN (SELECT unnest($text_hashes::VARCHAR[]))
    OR a.url IN (SELECT unnest($urls::VARCHAR[]))
ORDER BY a.seq, a.article_id
