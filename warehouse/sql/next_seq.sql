-- Number of the next load.
SELECT coalesce(max(seq), 0) + 1 FROM raw.run
