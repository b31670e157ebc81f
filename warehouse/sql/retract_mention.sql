-- Mentions of articles coded now that the coding no longer finds.
INSERT INTO core.mention BY NAME
SELECT m.* REPLACE ($run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, true AS is_retracted)
FROM core.mention_current AS m
SEMI JOIN extracted AS x USING (article_id)
ANTI JOIN batch AS b USING (mention_id)
