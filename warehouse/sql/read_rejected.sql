-- Inputs that could not be read, of a run or of all.
SELECT source_id, offered_by, locator, reason, excerpt, run_id, recorded_at
FROM raw.rejected
WHERE $run_id::VARCHAR IS NULL OR run_id = $run_id
ORDER BY seq, source_id, locator
