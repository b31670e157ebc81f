-- When the last row of a side was loaded.
SELECT max(recorded_at) FROM before_mention
