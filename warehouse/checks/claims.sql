-- Is a mention claimed or denied without a claim that says so?
SELECT m.mention_id, m.status, m.voice
FROM core.mention_current AS m
ANTI JOIN core.claim_current AS c USING (mention_id)
WHERE m.status IN ('claimed', 'denied') AND m.voice <> 'self'
