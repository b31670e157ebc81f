-- Inputs that could not be read and have not been read since.
SELECT r.source_id, r.offered_by, r.locator, r.reason, r.excerpt, r.run_id, r.recorded_at
FROM raw.rejected AS r
ANTI JOIN raw.offer AS o ON o.locator = r.locator AND o.seq > r.seq AND NOT o.is_list AND o.outcome IN ('read', 'duplicate')
WHERE $offered_by::VARCHAR IS NULL OR r.offered_by = $offered_by
ORDER BY r.seq, r.source_id, r.locator
