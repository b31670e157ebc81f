-- The panels of a release, with default parameters. pub.panel makes others.

CREATE OR REPLACE VIEW pub.country_day AS
SELECT * EXCLUDE (admin1_name, admin2_name, pcode, pg_id, h3_id, initiator_id, target_id, actor_id, n_as_initiator, n_as_target)
FROM pub.panel('country', 'day');
COMMENT ON VIEW pub.country_day IS 'Balanced panel of countries and days: rows of cell_type cell. Rows of cell_type unplaced hold the events that fit no cell, so that n_events over all rows adds up to pub.event.';

CREATE OR REPLACE VIEW pub.admin1_week AS
SELECT * EXCLUDE (admin2_name, pg_id, h3_id, initiator_id, target_id, actor_id, n_as_initiator, n_as_target)
FROM pub.panel('admin1', 'week');
COMMENT ON VIEW pub.admin1_week IS 'Balanced panel of first-level divisions and weeks (from Monday): rows of cell_type cell. Rows of cell_type unplaced hold the events that fit no cell, so that n_events over all rows adds up to pub.event.';

CREATE OR REPLACE VIEW pub.admin1_month AS
SELECT * EXCLUDE (admin2_name, pg_id, h3_id, initiator_id, target_id, actor_id, n_as_initiator, n_as_target)
FROM pub.panel('admin1', 'month');
COMMENT ON VIEW pub.admin1_month IS 'Balanced panel of first-level divisions and months: rows of cell_type cell. Rows of cell_type unplaced hold the events that fit no cell, so that n_events over all rows adds up to pub.event.';

CREATE OR REPLACE VIEW pub.admin2_month AS
SELECT * EXCLUDE (pg_id, h3_id, initiator_id, target_id, actor_id, n_as_initiator, n_as_target)
FROM pub.panel('admin2', 'month');
COMMENT ON VIEW pub.admin2_month IS 'Balanced panel of second-level divisions and months: rows of cell_type cell. Rows of cell_type unplaced hold the events that fit no cell, so that n_events over all rows adds up to pub.event.';

CREATE OR REPLACE VIEW pub.dyad_month AS
SELECT * EXCLUDE (admin1_name, admin2_name, pcode, pg_id, h3_id, actor_id, n_as_initiator, n_as_target, iso3, gwno, cow, n_read_scope, n_read_scope_fixed, n_sources_read_scope)
FROM pub.panel('dyad', 'month');
COMMENT ON VIEW pub.dyad_month IS 'Balanced panel of directed dyads (first initiator, first target, both known to the actor tables) and months: rows of cell_type cell. Rows of cell_type unplaced hold the events that fit no cell, so that n_events over all rows adds up to pub.event.';

CREATE OR REPLACE VIEW pub.actor_month AS
SELECT * EXCLUDE (admin1_name, admin2_name, pcode, pg_id, h3_id, initiator_id, target_id, iso3, gwno, cow, n_read_scope, n_read_scope_fixed, n_sources_read_scope)
FROM pub.panel('actor', 'month');
COMMENT ON VIEW pub.actor_month IS 'Balanced panel of actors in either role and months: rows of cell_type cell. Rows of cell_type unplaced hold the events that fit no cell, so that n_as_initiator over all rows adds up to pub.event.';

CREATE OR REPLACE VIEW pub.pg_month AS
SELECT * EXCLUDE (admin1_name, admin2_name, pcode, h3_id, initiator_id, target_id, actor_id, n_as_initiator, n_as_target)
FROM pub.panel('pg', 'month');
COMMENT ON VIEW pub.pg_month IS 'Balanced panel of PRIO-GRID cells (half a degree) and months: rows of cell_type cell. Rows of cell_type unplaced hold the events that fit no cell, so that n_events over all rows adds up to pub.event.';

CREATE OR REPLACE VIEW pub.h3_month AS
SELECT * EXCLUDE (admin1_name, admin2_name, pcode, pg_id, initiator_id, target_id, actor_id, n_as_initiator, n_as_target)
FROM pub.panel('h3', 'month');
COMMENT ON VIEW pub.h3_month IS 'Balanced panel of H3 cells (resolution 3; those in which anything happened) and months: rows of cell_type cell. Rows of cell_type unplaced hold the events that fit no cell, so that n_events over all rows adds up to pub.event.';
