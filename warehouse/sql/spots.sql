-- Where the mentions of some articles stand.
SELECT mention_id, article_id, span_start, span_end, text FROM core.mention_current SEMI JOIN spoken USING (article_id) ORDER BY mention_id
