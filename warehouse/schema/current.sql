-- The current state: of each id the latest row by seq, if it is no tombstone. Recreated whenever a writer opens the warehouse.

CREATE OR REPLACE VIEW core.mention_current AS
SELECT *
FROM (SELECT * FROM core.mention QUALIFY row_number() OVER (PARTITION BY mention_id ORDER BY seq DESC) = 1)
WHERE NOT is_retracted;
COMMENT ON VIEW core.mention_current IS 'core.mention as it stands: the latest row of each mention_id, tombstones left out.';

CREATE OR REPLACE VIEW core.event_current AS
SELECT *
FROM (SELECT * FROM core.event QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY seq DESC, version DESC) = 1)
WHERE NOT is_retracted;
COMMENT ON VIEW core.event_current IS 'core.event as it stands: the latest row of each event_id, tombstones left out.';

CREATE OR REPLACE VIEW core.event_mention_current AS
SELECT *
FROM (SELECT * FROM core.event_mention QUALIFY row_number() OVER (PARTITION BY event_id, mention_id ORDER BY seq DESC) = 1)
WHERE NOT is_retracted;
COMMENT ON VIEW core.event_mention_current IS 'core.event_mention as it stands: the latest row of each event_id, mention_id, tombstones left out.';

CREATE OR REPLACE VIEW core.event_alias_current AS
SELECT *
FROM (SELECT * FROM core.event_alias QUALIFY row_number() OVER (PARTITION BY alias_id ORDER BY seq DESC) = 1)
WHERE NOT is_retracted;
COMMENT ON VIEW core.event_alias_current IS 'core.event_alias as it stands: the latest row of each alias_id, tombstones left out.';

CREATE OR REPLACE VIEW core.actor_current AS
SELECT *
FROM (SELECT * FROM core.actor QUALIFY row_number() OVER (PARTITION BY actor_id ORDER BY seq DESC) = 1)
WHERE NOT is_retracted;
COMMENT ON VIEW core.actor_current IS 'core.actor as it stands: the latest row of each actor_id, tombstones left out.';

CREATE OR REPLACE VIEW core.place_current AS
SELECT *
FROM (SELECT * FROM core.place QUALIFY row_number() OVER (PARTITION BY place_id ORDER BY seq DESC) = 1)
WHERE NOT is_retracted;
COMMENT ON VIEW core.place_current IS 'core.place as it stands: the latest row of each place_id, tombstones left out.';

CREATE OR REPLACE VIEW core.source_current AS
SELECT *
FROM (SELECT * FROM core.source QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY seq DESC) = 1)
WHERE NOT is_retracted;
COMMENT ON VIEW core.source_current IS 'core.source as it stands: the latest row of each source_id, tombstones left out.';

CREATE OR REPLACE VIEW core.event_type_current AS
SELECT *
FROM (SELECT * FROM core.event_type QUALIFY row_number() OVER (PARTITION BY event_type_id ORDER BY seq DESC) = 1)
WHERE NOT is_retracted;
COMMENT ON VIEW core.event_type_current IS 'core.event_type as it stands: the latest row of each event_type_id, tombstones left out.';

CREATE OR REPLACE VIEW core.decision_current AS
SELECT *
FROM (SELECT * FROM core.decision QUALIFY row_number() OVER (PARTITION BY decision_id ORDER BY seq DESC) = 1)
WHERE NOT is_retracted;
COMMENT ON VIEW core.decision_current IS 'core.decision as it stands: the latest row of each decision_id, tombstones left out.';

CREATE OR REPLACE VIEW core.actor_role_current AS
SELECT *
FROM (SELECT * FROM core.actor_role QUALIFY row_number() OVER (PARTITION BY actor_id, valid_from_date ORDER BY seq DESC) = 1)
WHERE NOT is_retracted;
COMMENT ON VIEW core.actor_role_current IS 'core.actor_role as it stands: the latest row of each actor_id, valid_from_date, tombstones left out.';

CREATE OR REPLACE VIEW core.country_current AS
SELECT *
FROM (SELECT * FROM core.country QUALIFY row_number() OVER (PARTITION BY country_code ORDER BY seq DESC) = 1)
WHERE NOT is_retracted;
COMMENT ON VIEW core.country_current IS 'core.country as it stands: the latest row of each country_code, tombstones left out.';

CREATE OR REPLACE VIEW core.country_cell_current AS
SELECT *
FROM (SELECT * FROM core.country_cell QUALIFY row_number() OVER (PARTITION BY country_code, pg_first ORDER BY seq DESC) = 1)
WHERE NOT is_retracted;
COMMENT ON VIEW core.country_cell_current IS 'core.country_cell as it stands: the latest row of each country_code, pg_first, tombstones left out.';

CREATE OR REPLACE VIEW core.area_current AS
SELECT *
FROM (SELECT * FROM core.area QUALIFY row_number() OVER (PARTITION BY area_id ORDER BY seq DESC) = 1)
WHERE NOT is_retracted;
COMMENT ON VIEW core.area_current IS 'core.area as it stands: the latest row of each area_id, tombstones left out.';
