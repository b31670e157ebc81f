-- Is a cell missing from a panel, or in it twice?
SELECT 'country_day' AS panel, count(*) AS n_cells, count(DISTINCT unit_id) * count(DISTINCT period_start_date) AS n_due
FROM pub.country_day WHERE cell_type = 'cell' HAVING n_cells <> n_due OR count(DISTINCT unit_id || ' ' || period_start_date) <> n_cells
UNION ALL
SELECT 'admin1_week' AS panel, count(*) AS n_cells, count(DISTINCT unit_id) * count(DISTINCT period_start_date) AS n_due
FROM pub.admin1_week WHERE cell_type = 'cell' HAVING n_cells <> n_due OR count(DISTINCT unit_id || ' ' || period_start_date) <> n_cells
UNION ALL
SELECT 'admin1_month' AS panel, count(*) AS n_cells, count(DISTINCT unit_id) * count(DISTINCT period_start_date) AS n_due
FROM pub.admin1_month WHERE cell_type = 'cell' HAVING n_cells <> n_due OR count(DISTINCT unit_id || ' ' || period_start_date) <> n_cells
UNION ALL
SELECT 'admin2_month' AS panel, count(*) AS n_cells, count(DISTINCT unit_id) * count(DISTINCT period_start_date) AS n_due
FROM pub.admin2_month WHERE cell_type = 'cell' HAVING n_cells <> n_due OR count(DISTINCT unit_id || ' ' || period_start_date) <> n_cells
UNION ALL
SELECT 'dyad_month' AS panel, count(*) AS n_cells, count(DISTINCT unit_id) * count(DISTINCT period_start_date) AS n_due
FROM pub.dyad_month WHERE cell_type = 'cell' HAVING n_cells <> n_due OR count(DISTINCT unit_id || ' ' || period_start_date) <> n_cells
UNION ALL
SELECT 'actor_month' AS panel, count(*) AS n_cells, count(DISTINCT unit_id) * count(DISTINCT period_start_date) AS n_due
FROM pub.actor_month WHERE cell_type = 'cell' HAVING n_cells <> n_due OR count(DISTINCT unit_id || ' ' || period_start_date) <> n_cells
UNION ALL
SELECT 'pg_month' AS panel, count(*) AS n_cells, count(DISTINCT unit_id) * count(DISTINCT period_start_date) AS n_due
FROM pub.pg_month WHERE cell_type = 'cell' HAVING n_cells <> n_due OR count(DISTINCT unit_id || ' ' || period_start_date) <> n_cells
UNION ALL
SELECT 'h3_month' AS panel, count(*) AS n_cells, count(DISTINCT unit_id) * count(DISTINCT period_start_date) AS n_due
FROM pub.h3_month WHERE cell_type = 'cell' HAVING n_cells <> n_due OR count(DISTINCT unit_id || ' ' || period_start_date) <> n_cells
