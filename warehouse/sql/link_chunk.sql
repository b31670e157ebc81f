-- All current mentions in the order of time, what is most alike together, so that a run of them is solved together.
SELECT mention_id
FROM core.mention
GROUP BY mention_id
HAVING NOT arg_max(is_retracted, seq)
ORDER BY arg_max(start_date, seq) NULLS LAST, arg_max(event_type, seq), mention_id
