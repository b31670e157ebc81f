-- Decisions in the order in which they were made.
FROM core.decision_current ORDER BY decided_at, seq, decision_id
