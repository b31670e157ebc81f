-- The rows of a panel; $call is its options, written by warehouse/panel.py.
CREATE OR REPLACE TEMP TABLE panel_rows AS
FROM pub.panel($call)
ORDER BY cell_type, unit_id, period_start_date, within_period
