-- What the methods of a panel tell of it. An event of an actor panel is counted by its first initiator.
SELECT
    count(*) AS n_rows, min(period_start_date) FILTER (cell_type = 'cell') AS first_day, max(period_end_date) FILTER (cell_type = 'cell') AS last_day,
    coalesce(sum(n), 0)::BIGINT AS n_counted, coalesce(sum(n) FILTER (cell_type = 'cell'), 0)::BIGINT AS n_placed
FROM (SELECT *, if($is_actor, n_as_initiator, n_events) AS n FROM panel_rows)
