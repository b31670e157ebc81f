-- core reference tables: what cells of panels join with. From seeds/ and the gazetteer; append-only like the facts.

CREATE TABLE IF NOT EXISTS core.country (
    country_code VARCHAR NOT NULL,
    country_name VARCHAR NOT NULL,
    gwno INTEGER,
    cow INTEGER,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);
COMMENT ON TABLE core.country IS 'A row a country, with the numbers that other datasets know it by.';
COMMENT ON COLUMN core.country.country_code IS 'ISO 3166-1 alpha-3 code.';
COMMENT ON COLUMN core.country.country_name IS 'English name.';
COMMENT ON COLUMN core.country.gwno IS 'Number in the Gleditsch and Ward list of states (UCDP, ViEWS, PRIO-GRID), as of today; NULL if it is none.';
COMMENT ON COLUMN core.country.cow IS 'Number in the Correlates of War list of states of 2016; NULL if it is none.';
COMMENT ON COLUMN core.country.content_hash IS 'Hash over the content of the row; a row is added only if it differs from the current one.';
COMMENT ON COLUMN core.country.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN core.country.recorded_at IS 'When the row was loaded, UTC: the second clock of knowing.';
COMMENT ON COLUMN core.country.seq IS 'Number of the load in the order of commits; the latest row of an id is the one with the highest.';
COMMENT ON COLUMN core.country.is_retracted IS 'True for a tombstone: from this row on the id no longer holds.';

CREATE TABLE IF NOT EXISTS core.country_cell (
    country_code VARCHAR NOT NULL,
    pg_first INTEGER NOT NULL,
    pg_last INTEGER NOT NULL,
    is_centre BOOLEAN NOT NULL,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);
COMMENT ON TABLE core.country_cell IS 'A row a run of neighbouring PRIO-GRID cells in one line of latitude that a country touches: its outline, as coarse as half a degree (55 km at the equator). From Natural Earth 1:50m.';
COMMENT ON COLUMN core.country_cell.country_code IS 'ISO 3166-1 alpha-3 code.';
COMMENT ON COLUMN core.country_cell.pg_first IS 'First (westernmost) PRIO-GRID cell of the run.';
COMMENT ON COLUMN core.country_cell.pg_last IS 'Last cell of the run, inclusive.';
COMMENT ON COLUMN core.country_cell.is_centre IS 'True if the centres of its cells lie in the country: the cells that count as its own. A country too small for a centre owns all it touches.';
COMMENT ON COLUMN core.country_cell.content_hash IS 'Hash over the content of the row; a row is added only if it differs from the current one.';
COMMENT ON COLUMN core.country_cell.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN core.country_cell.recorded_at IS 'When the row was loaded, UTC: the second clock of knowing.';
COMMENT ON COLUMN core.country_cell.seq IS 'Number of the load in the order of commits; the latest row of an id is the one with the highest.';
COMMENT ON COLUMN core.country_cell.is_retracted IS 'True for a tombstone: from this row on the id no longer holds.';

CREATE TABLE IF NOT EXISTS core.area (
    area_id VARCHAR NOT NULL,
    area_type VARCHAR NOT NULL,
    country_code VARCHAR NOT NULL,
    admin1_name VARCHAR NOT NULL,
    admin2_name VARCHAR,
    pcode VARCHAR,
    latitude DOUBLE NOT NULL,
    longitude DOUBLE NOT NULL,
    radius_km DOUBLE NOT NULL,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);
COMMENT ON TABLE core.area IS 'A row a first- or second-level division that the gazetteer knows: the units of balanced panels.';
COMMENT ON COLUMN core.area.area_id IS 'country_code|admin1_name, for a second-level division with |admin2_name behind it (no name has a vertical bar).';
COMMENT ON COLUMN core.area.area_type IS 'admin1 | admin2.';
COMMENT ON COLUMN core.area.country_code IS 'ISO 3166-1 alpha-3 code.';
COMMENT ON COLUMN core.area.admin1_name IS 'First-level division (province), as the gazetteer names it.';
COMMENT ON COLUMN core.area.admin2_name IS 'Second-level division (district), NULL for a first-level one.';
COMMENT ON COLUMN core.area.pcode IS 'Place code of the Common Operational Datasets (OCHA); only the provinces of Afghanistan have one so far.';
COMMENT ON COLUMN core.area.latitude IS 'WGS 84 degrees north of its middle.';
COMMENT ON COLUMN core.area.longitude IS 'WGS 84 degrees east of its middle.';
COMMENT ON COLUMN core.area.radius_km IS 'Radius around the middle that holds nine in ten of its towns, with a margin, kilometres: no outline.';
COMMENT ON COLUMN core.area.content_hash IS 'Hash over the content of the row; a row is added only if it differs from the current one.';
COMMENT ON COLUMN core.area.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN core.area.recorded_at IS 'When the row was loaded, UTC: the second clock of knowing.';
COMMENT ON COLUMN core.area.seq IS 'Number of the load in the order of commits; the latest row of an id is the one with the highest.';
COMMENT ON COLUMN core.area.is_retracted IS 'True for a tombstone: from this row on the id no longer holds.';

CREATE TABLE IF NOT EXISTS core.point_cell (
    latitude DOUBLE NOT NULL,
    longitude DOUBLE NOT NULL,
    radius_km DOUBLE NOT NULL,
    h3_resolution INTEGER NOT NULL,
    h3_id VARCHAR NOT NULL,
    is_whole BOOLEAN NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);
COMMENT ON TABLE core.point_cell IS 'A row a point with its radius, as places have them, and resolution of H3: the cell that it lies in.';
COMMENT ON COLUMN core.point_cell.latitude IS 'WGS 84 degrees north.';
COMMENT ON COLUMN core.point_cell.longitude IS 'WGS 84 degrees east.';
COMMENT ON COLUMN core.point_cell.radius_km IS 'How far off the point may be, kilometres.';
COMMENT ON COLUMN core.point_cell.h3_resolution IS '3 (cells of 12,400 km² on average), 4 (1,770 km²) or 5 (253 km²).';
COMMENT ON COLUMN core.point_cell.h3_id IS 'H3 cell of the point, 15 hexadecimal digits.';
COMMENT ON COLUMN core.point_cell.is_whole IS 'True if eight points on the circle of the radius lie in the same cell.';
COMMENT ON COLUMN core.point_cell.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN core.point_cell.recorded_at IS 'When the row was loaded, UTC: the second clock of knowing.';
COMMENT ON COLUMN core.point_cell.seq IS 'Number of the load in the order of commits.';
COMMENT ON COLUMN core.point_cell.is_retracted IS 'Always false: where a point lies does not change.';

CREATE TABLE IF NOT EXISTS core.actor_role (
    actor_id VARCHAR NOT NULL,
    valid_from_date DATE,
    valid_to_date DATE,
    sector_code VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);
COMMENT ON TABLE core.actor_role IS 'A row what an actor is for a time: rebels, then a government. Actors whose role never changed have no row; their sector is in core.actor.';
COMMENT ON COLUMN core.actor_role.actor_id IS 'Id of the actor.';
COMMENT ON COLUMN core.actor_role.valid_from_date IS 'First day of the role, NULL if open.';
COMMENT ON COLUMN core.actor_role.valid_to_date IS 'Last day of the role, inclusive; NULL if open.';
COMMENT ON COLUMN core.actor_role.sector_code IS 'PLOVER sector: GOV MIL REB CVL …';
COMMENT ON COLUMN core.actor_role.content_hash IS 'Hash over the content of the row; a row is added only if it differs from the current one.';
COMMENT ON COLUMN core.actor_role.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN core.actor_role.recorded_at IS 'When the row was loaded, UTC: the second clock of knowing.';
COMMENT ON COLUMN core.actor_role.seq IS 'Number of the load in the order of commits; the latest row of an id is the one with the highest.';
COMMENT ON COLUMN core.actor_role.is_retracted IS 'True for a tombstone: from this row on the id no longer holds.';
