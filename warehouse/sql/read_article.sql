-- One article as received, by its id.
SELECT
    article_id, source_id, locator, doc_id, url, title, body, text, text_hash, language,
    published_from, published_to, published_basis, published_evidence
FROM raw.article
WHERE article_id = $article_id
ORDER BY seq DESC
LIMIT 1
