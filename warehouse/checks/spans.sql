-- Do the offsets of a mention fail to give its words?
SELECT m.mention_id, m.span_start, m.span_end, m.text, substring(a.text, m.span_start + 1, m.span_end - m.span_start) AS found
FROM core.mention_current AS m
JOIN raw.article AS a USING (article_id)
WHERE found <> m.text OR m.sentence_start > m.span_start OR m.sentence_end < m.span_end
