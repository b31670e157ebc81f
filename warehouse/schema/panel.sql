-- Panels: balanced series of a unit and a period, as table macros over pub, so that they work in the writer's file and in a release alike.
-- Lists are texts with commas ('' asks for any), since DuckLake stores no defaults but plain ones.

CREATE OR REPLACE MACRO pub.panel_period(period, first_date := '', last_date := '') AS TABLE
SELECT p.d::DATE AS period_start_date, (p.d + to_days(1) * (period = 'day')::INTEGER + to_days(7) * (period = 'week')::INTEGER
    + to_months(1) * (period = 'month')::INTEGER + to_years(1) * (period = 'year')::INTEGER - to_days(1))::DATE AS period_end_date
FROM (
    SELECT unnest(generate_series(
        date_trunc(period, coalesce(nullif(first_date, '')::DATE, min(c.published_date)))::TIMESTAMP,
        coalesce(nullif(last_date, '')::DATE, max(c.published_date))::TIMESTAMP,
        CASE period WHEN 'day' THEN to_days(1) WHEN 'week' THEN to_days(7) WHEN 'month' THEN to_months(1) ELSE to_years(1) END
    )) AS d
    FROM pub.coverage AS c
    WHERE c.n_read + c.n_duplicates > 0
) AS p;

-- Events with the finest unit and period that they fit in. A row an event; for actors a row an event and role.
CREATE OR REPLACE MACRO pub.panel_event(
    unit, period, types := '', aspects := 'event', sources := '', min_articles := 1, precisions := '', resolution := 3,
    first_date := '', last_date := '', events := 'pub.event_all'
) AS TABLE
WITH bounds AS (
    SELECT min(p.period_start_date) AS first_day, max(p.period_end_date) AS last_day
    FROM pub.panel_period(period, first_date := first_date, last_date := last_date) AS p
),
chosen AS (
    SELECT
        e.event_id, e.state, e.event_type, e.start_date, e.end_date, e.date_precision, e.country_code, e.initiator_id, e.target_id,
        e.initiator_country_code, e.target_country_code, e.deaths_low, e.deaths_best, e.deaths_high, e.injured_low, e.injured_best,
        e.injured_high, e.extractor_version, e.admin1_name, e.admin2_name,
        e.country_code IS NOT NULL AND e.admin1_name IS NOT NULL AND e.place_type IN ('site', 'city', 'district', 'admin1') AS is_in_admin1,
        is_in_admin1 AND e.admin2_name IS NOT NULL AND e.place_type <> 'admin1' AS is_in_admin2,
        CASE
            WHEN pub.pg_id(e.latitude - e.radius_km / 111.195, e.longitude) = pub.pg_id(e.latitude + e.radius_km / 111.195, e.longitude)
                AND pub.pg_id(e.latitude, e.longitude - e.radius_km / (111.195 * cos(radians(e.latitude))))
                = pub.pg_id(e.latitude, e.longitude + e.radius_km / (111.195 * cos(radians(e.latitude))))
            THEN pub.pg_id(e.latitude, e.longitude)
        END AS pg_id,
        h.h3_id
    FROM query_table(events) AS e
    LEFT JOIN pub.point_cell AS h
        ON unit = 'h3' AND h.h3_resolution = resolution AND h.is_whole
        AND h.latitude = e.latitude AND h.longitude = e.longitude AND h.radius_km = e.radius_km
    WHERE
        (types = '' OR list_has_any(string_split(types, ','), [e.event_type, e.event_type || '/' || e.event_mode]))
        AND list_contains(string_split(aspects, ','), e.aspect)
        AND e.n_articles >= min_articles
        AND (precisions = '' OR list_contains(string_split(precisions, ','), e.date_precision))
        AND (sources = '' OR e.event_id IN (SELECT m.event_id FROM pub.mention AS m WHERE list_contains(string_split(sources, ','), m.source_id)))
),
named AS (
    SELECT
        c.*, r.role,
        CASE unit
            WHEN 'country' THEN c.country_code
            WHEN 'admin1' THEN if(c.is_in_admin1, c.country_code || '|' || c.admin1_name, NULL)
            WHEN 'admin2' THEN if(c.is_in_admin2, c.country_code || '|' || c.admin1_name || '|' || c.admin2_name, NULL)
            WHEN 'pg' THEN c.pg_id::VARCHAR
            WHEN 'h3' THEN c.h3_id
            WHEN 'dyad' THEN c.initiator_id || ' > ' || c.target_id
            WHEN 'actor' THEN if(r.role = 'initiator', c.initiator_id, c.target_id)
        END AS own_id
    FROM chosen AS c, (SELECT unnest(CASE WHEN unit = 'actor' THEN ['initiator', 'target'] ELSE [''] END) AS role) AS r
)
SELECT
    n.*,
    CASE
        WHEN n.own_id IS NOT NULL THEN unit
        WHEN unit = 'admin2' AND n.is_in_admin1 THEN 'admin1'
        WHEN unit IN ('admin1', 'admin2', 'pg', 'h3') AND n.country_code IS NOT NULL THEN 'country'
        ELSE 'world'
    END AS within_unit,
    CASE within_unit
        WHEN unit THEN n.own_id WHEN 'admin1' THEN n.country_code || '|' || n.admin1_name WHEN 'country' THEN n.country_code ELSE ''
    END AS unit_id,
    n.start_date >= b.first_day AND n.end_date <= b.last_day AS is_inside,
    CASE
        WHEN NOT coalesce(is_inside, false) THEN 'ever'
        WHEN date_trunc(period, n.start_date) = date_trunc(period, n.end_date) THEN period
        WHEN period = 'day' AND date_trunc('month', n.start_date) = date_trunc('month', n.end_date) THEN 'month'
        WHEN date_trunc('year', n.start_date) = date_trunc('year', n.end_date) THEN 'year'
        ELSE 'ever'
    END AS within_period,
    CASE WHEN within_period <> 'ever' THEN date_trunc(within_period, n.start_date)::DATE END AS period_start_date,
    n.end_date >= b.first_day AND n.start_date <= b.last_day AND n.end_date - n.start_date <= 366 AS is_spread,
    greatest(n.start_date, b.first_day) AS spread_from, least(n.end_date, b.last_day) AS spread_to
FROM named AS n, bounds AS b;

-- The units of a balanced panel: all of the countries that a source declares to cover or in which something happened;
-- of H3 cells, dyads and actors those that any event of the panel has.
CREATE OR REPLACE MACRO pub.panel_unit(unit, events) AS TABLE
WITH seen AS (
    SELECT DISTINCT within_unit, unit_id, country_code, admin1_name, admin2_name, pg_id, initiator_id, target_id, initiator_country_code,
        target_country_code, role
    FROM query_table(events)
),
told AS (
    SELECT DISTINCT country_code FROM (
        SELECT unnest(s.scope_country_codes) AS country_code FROM pub.source AS s SEMI JOIN pub.coverage AS c ON c.source_id = s.source_id AND c.n_read > 0
        UNION ALL
        SELECT country_code FROM seen
    ) WHERE country_code IS NOT NULL
),
found AS (
    SELECT country_code AS unit_id, country_code, NULL AS admin1_id, NULL AS other_country_code FROM told WHERE unit = 'country'
    UNION ALL
    SELECT a.area_id, a.country_code, a.country_code || '|' || a.admin1_name, NULL FROM pub.area AS a SEMI JOIN told USING (country_code) WHERE a.area_type = unit
    UNION ALL
    SELECT s.unit_id, s.country_code, s.country_code || '|' || s.admin1_name, NULL FROM seen AS s WHERE s.within_unit = unit AND unit IN ('admin1', 'admin2', 'h3')
    UNION ALL
    SELECT unnest(generate_series(c.pg_first, c.pg_last))::VARCHAR, c.country_code, NULL, NULL
    FROM pub.country_cell AS c SEMI JOIN told USING (country_code) WHERE unit = 'pg' AND c.is_centre
    UNION ALL
    SELECT s.unit_id, s.country_code, NULL, NULL FROM seen AS s WHERE s.within_unit = 'pg' AND unit = 'pg'
    UNION ALL
    SELECT s.unit_id, s.initiator_country_code, NULL, s.target_country_code FROM seen AS s WHERE s.within_unit = 'dyad' AND unit = 'dyad'
    UNION ALL
    SELECT s.unit_id, if(s.role = 'initiator', s.initiator_country_code, s.target_country_code), NULL, NULL
    FROM seen AS s WHERE s.within_unit = 'actor' AND unit = 'actor'
)
SELECT unit_id, min(country_code) AS country_code, min(admin1_id) AS admin1_id, min(other_country_code) AS other_country_code
FROM found GROUP BY unit_id;

-- For each country and day, whether a source that declares to cover the country was read (or its list looked at) on that day or within
-- `lag` days after it: what happened on the day could have been read of. A source's own lag goes before.
CREATE OR REPLACE MACRO pub.covered_day(lag := 7, sources := '') AS TABLE
WITH seen AS ( -- sources of one scope are one, lest each be multiplied by its countries and days
    SELECT DISTINCT s.scope_country_codes, c.published_date, unnest(range(coalesce(s.n_lag_days, lag) + 1)) AS n_days_after
    FROM pub.coverage AS c
    JOIN pub.source AS s ON s.source_id = c.source_id
    WHERE c.published_date IS NOT NULL AND (c.n_read + c.n_duplicates > 0 OR c.is_watched)
        AND (sources = '' OR list_contains(string_split(sources, ','), c.source_id))
),
days AS (SELECT DISTINCT scope_country_codes, (published_date - n_days_after::INTEGER) AS covered_date FROM seen)
SELECT DISTINCT unnest(d.scope_country_codes) AS country_code, d.covered_date
FROM days AS d;

-- What was read in a period: of all sources, of those read throughout (the fixed panel), and of those that declare to cover the country.
CREATE OR REPLACE MACRO pub.panel_read(period, sources := '') AS TABLE
WITH read AS (
    SELECT date_trunc(period, c.published_date)::DATE AS period_start_date, c.source_id, c.is_fixed, sum(c.n_read)::BIGINT AS n_read
    FROM pub.coverage AS c
    WHERE c.published_date IS NOT NULL AND (sources = '' OR list_contains(string_split(sources, ','), c.source_id))
    GROUP BY ALL
),
scoped AS (
    SELECT s.scope_country_codes, r.period_start_date, sum(r.n_read)::BIGINT AS n_read, (sum(r.n_read) FILTER (r.is_fixed))::BIGINT AS n_read_fixed,
        count(*) FILTER (r.n_read > 0) AS n_sources_read
    FROM read AS r
    LEFT JOIN pub.source AS s ON s.source_id = r.source_id
    GROUP BY ALL
)
SELECT '' AS country_code, period_start_date, sum(n_read)::BIGINT AS n_read, sum(n_read_fixed)::BIGINT AS n_read_fixed,
    sum(n_sources_read)::BIGINT AS n_sources_read
FROM scoped GROUP BY ALL
UNION ALL
SELECT country_code, period_start_date, sum(n_read)::BIGINT, sum(n_read_fixed)::BIGINT, sum(n_sources_read)::BIGINT
FROM (SELECT unnest(scope_country_codes) AS country_code, * FROM scoped)
GROUP BY ALL;

-- The day up to which a country (or the world: '') is settled: sources that are still read have been read past their lag.
CREATE OR REPLACE MACRO pub.settled(lag := 7, sources := '') AS TABLE
WITH last_read AS (
    SELECT c.source_id, max(c.published_date) AS last_date, max(max(c.published_date)) OVER () AS newest_date
    FROM pub.coverage AS c
    WHERE (c.n_read + c.n_duplicates > 0 OR c.is_watched) AND (sources = '' OR list_contains(string_split(sources, ','), c.source_id))
    GROUP BY c.source_id
),
alive AS (
    SELECT s.scope_country_codes, l.last_date - coalesce(s.n_lag_days, lag)::INTEGER AS settled_date
    FROM last_read AS l
    LEFT JOIN pub.source AS s ON s.source_id = l.source_id
    WHERE l.last_date >= l.newest_date - 31 -- a source that stopped for good holds up nothing
)
SELECT '' AS country_code, min(settled_date) AS settled_date FROM alive
UNION ALL
SELECT country_code, min(settled_date) FROM (SELECT unnest(scope_country_codes) AS country_code, settled_date FROM alive) GROUP BY country_code;

CREATE OR REPLACE MACRO pub.panel(
    unit, period, types := '', states := 'occurred', aspects := 'event', sources := '', min_articles := 1, precisions := '', resolution := 3,
    lag := 7, covered_share := 1.0, toll_rule := 'latest_independent', first_date := '', last_date := '', events := 'pub.event_all'
) AS TABLE
WITH panel_event_ AS (
    SELECT
        p.*, list_contains(string_split(states, ','), p.state) AS is_counted,
        p.role <> 'target' OR p.initiator_id IS DISTINCT FROM p.target_id AS is_first,
        CASE toll_rule WHEN 'lowest' THEN p.deaths_low WHEN 'highest' THEN coalesce(p.deaths_high, p.deaths_best) ELSE p.deaths_best END AS deaths,
        CASE toll_rule WHEN 'lowest' THEN p.injured_low WHEN 'highest' THEN coalesce(p.injured_high, p.injured_best) ELSE p.injured_best END
            AS injured
    FROM pub.panel_event(
        unit, period, types := types, aspects := aspects, sources := sources, min_articles := min_articles, precisions := precisions,
        resolution := resolution, first_date := first_date, last_date := last_date, events := events
    ) AS p
),
exact AS (
    SELECT
        within_unit, unit_id, within_period, period_start_date,
        count(*) FILTER (is_counted AND is_first) AS n_events,
        count(*) FILTER (is_counted AND role = 'initiator') AS n_as_initiator, count(*) FILTER (is_counted AND role = 'target') AS n_as_target,
        count(*) FILTER (state = 'occurred' AND is_first) AS n_occurred, count(*) FILTER (state = 'claimed' AND is_first) AS n_claimed,
        count(*) FILTER (state = 'self_reported' AND is_first) AS n_self_reported,
        count(*) FILTER (state = 'disputed' AND is_first) AS n_disputed, count(*) FILTER (state = 'denied' AND is_first) AS n_denied,
        count(*) FILTER (state = 'negated' AND is_first) AS n_negated, count(*) FILTER (state = 'planned' AND is_first) AS n_planned,
        count(*) FILTER (is_counted AND is_first AND deaths IS NOT NULL) AS n_with_deaths,
        (sum(deaths_low) FILTER (is_counted AND is_first))::BIGINT AS deaths_low, (sum(deaths) FILTER (is_counted AND is_first))::BIGINT AS deaths_best,
        (sum(coalesce(deaths_high, deaths)) FILTER (is_counted AND is_first))::BIGINT AS deaths_high,
        (sum(injured_low) FILTER (is_counted AND is_first))::BIGINT AS injured_low, (sum(injured) FILTER (is_counted AND is_first))::BIGINT AS injured_best,
        (sum(coalesce(injured_high, injured)) FILTER (is_counted AND is_first))::BIGINT AS injured_high
    FROM panel_event_
    GROUP BY ALL
),
grouped AS (
    SELECT within_unit, unit_id, start_date, end_date, spread_from, spread_to, count(*) AS n
    FROM panel_event_
    WHERE is_counted AND is_spread AND is_first
    GROUP BY ALL
),
mass AS ( -- what may be in a period, by the share of days
    SELECT
        within_unit, unit_id, period_start_date, sum(n)::BIGINT AS n_max,
        sum(n * (1 + least(spread_to, (period_start_date + to_days(1) * (period = 'day')::INTEGER + to_days(7) * (period = 'week')::INTEGER
            + to_months(1) * (period = 'month')::INTEGER + to_years(1) * (period = 'year')::INTEGER)::DATE - 1)
            - greatest(spread_from, period_start_date)) / (1 + end_date - start_date)) AS share
    FROM (
        SELECT *, unnest(generate_series(
            date_trunc(period, spread_from)::TIMESTAMP, spread_to::TIMESTAMP,
            CASE period WHEN 'day' THEN to_days(1) WHEN 'week' THEN to_days(7) WHEN 'month' THEN to_months(1) ELSE to_years(1) END
        ))::DATE AS period_start_date
        FROM grouped
    )
    GROUP BY ALL
),
frame AS (
    SELECT
        u.*, p.period_start_date, p.period_end_date,
        count(*) OVER (PARTITION BY p.period_start_date, u.country_code) AS n_in_country,
        count(*) OVER (PARTITION BY p.period_start_date, u.admin1_id) AS n_in_admin1
    FROM pub.panel_unit(unit, 'panel_event_') AS u, pub.panel_period(period, first_date := first_date, last_date := last_date) AS p
),
covered AS (
    SELECT country_code, date_trunc(period, covered_date)::DATE AS period_start_date, count(*) AS n_days
    FROM pub.covered_day(lag := lag, sources := sources)
    GROUP BY ALL
),
cell AS (
    SELECT
        f.unit_id, f.country_code, f.period_start_date, f.period_end_date, unit AS within_unit, period AS within_period,
        x.* EXCLUDE (within_unit, unit_id, within_period, period_start_date),
        least(coalesce(c.n_days, 0), coalesce(o.n_days, if(f.other_country_code IS NULL, coalesce(c.n_days, 0), 0)))
            >= covered_share * (1 + f.period_end_date - f.period_start_date) AS is_covered,
        coalesce(m.n_max, 0) + coalesce(a.n_max, 0) + coalesce(n.n_max, 0) AS n_max,
        coalesce(m.share, 0) + coalesce(a.share / f.n_in_admin1, 0) + coalesce(n.share / f.n_in_country, 0) AS share
    FROM frame AS f
    LEFT JOIN exact AS x
        ON x.within_unit = unit AND x.within_period = period AND x.unit_id = f.unit_id AND x.period_start_date = f.period_start_date
    LEFT JOIN mass AS m ON m.within_unit = unit AND m.unit_id = f.unit_id AND m.period_start_date = f.period_start_date
    LEFT JOIN mass AS a
        ON unit = 'admin2' AND a.within_unit = 'admin1' AND a.unit_id = f.admin1_id AND a.period_start_date = f.period_start_date
    LEFT JOIN mass AS n
        ON unit IN ('admin1', 'admin2', 'pg') AND n.within_unit = 'country' AND n.unit_id = f.country_code
        AND n.period_start_date = f.period_start_date
    LEFT JOIN covered AS c ON c.country_code = f.country_code AND c.period_start_date = f.period_start_date
    LEFT JOIN covered AS o ON o.country_code = f.other_country_code AND o.period_start_date = f.period_start_date
),
earned AS (
    SELECT
        'cell' AS cell_type, unit_id, country_code, within_unit, within_period, period_start_date, period_end_date, is_covered,
        pub.earned(n_events, is_covered) AS n_events, pub.earned(n_events, is_covered) AS n_events_min,
        pub.earned(n_max, is_covered) AS n_events_max, if(share > 0 OR is_covered, round(share, 6), NULL) AS events_prorated,
        pub.earned(n_as_initiator, is_covered) AS n_as_initiator, pub.earned(n_as_target, is_covered) AS n_as_target,
        pub.earned(n_occurred, is_covered) AS n_occurred, pub.earned(n_claimed, is_covered) AS n_claimed,
        pub.earned(n_self_reported, is_covered) AS n_self_reported, pub.earned(n_disputed, is_covered) AS n_disputed,
        pub.earned(n_denied, is_covered) AS n_denied, pub.earned(n_negated, is_covered) AS n_negated, pub.earned(n_planned, is_covered) AS n_planned,
        pub.earned(n_with_deaths, is_covered) AS n_with_deaths, deaths_low, deaths_best, deaths_high, injured_low, injured_best, injured_high
    FROM cell
),
series AS (
    SELECT
        *,
        n_events - lag(n_events) OVER w AS n_events_change,
        CASE WHEN count(n_events) OVER recent = CASE period WHEN 'day' THEN 7 WHEN 'week' THEN 4 ELSE 3 END THEN round(avg(n_events) OVER recent, 6) END
            AS events_rolling,
        n_events - lag(n_events, CASE period WHEN 'day' THEN 364 WHEN 'week' THEN 52 WHEN 'month' THEN 12 ELSE 1 END) OVER w AS n_events_year_change,
        CASE WHEN n_events > 0 THEN lag(n_events) OVER w = 0 WHEN n_events = 0 THEN false END AS is_onset,
        sum((n_events IS NULL OR n_events = 0)::INTEGER) OVER w AS n_breaks, sum((n_events IS NULL OR n_events > 0)::INTEGER) OVER w AS n_stirs
    FROM earned
    WINDOW
        w AS (PARTITION BY unit_id ORDER BY period_start_date),
        recent AS (
            PARTITION BY unit_id ORDER BY period_start_date
            ROWS BETWEEN CASE period WHEN 'day' THEN 6 WHEN 'week' THEN 3 ELSE 2 END PRECEDING AND CURRENT ROW
        )
),
spelled AS (
    SELECT
        * EXCLUDE (n_breaks, n_stirs),
        CASE
            WHEN n_events > 0 THEN count(*) FILTER (n_events > 0) OVER (PARTITION BY unit_id, n_breaks ORDER BY period_start_date) WHEN n_events = 0 THEN 0
        END AS n_periods_active,
        CASE
            WHEN n_events = 0 THEN count(*) FILTER (n_events = 0) OVER (PARTITION BY unit_id, n_stirs ORDER BY period_start_date) WHEN n_events > 0 THEN 0
        END AS n_periods_quiet
    FROM series
),
rows AS (
    FROM spelled
    UNION ALL BY NAME
    SELECT
        'unplaced' AS cell_type, x.unit_id, if(x.within_unit IN ('country', 'admin1', 'admin2'), split_part(x.unit_id, '|', 1), NULL) AS country_code,
        x.* EXCLUDE (unit_id), x.n_events AS n_events_min,
        CASE x.within_period
            WHEN 'day' THEN x.period_start_date WHEN 'week' THEN x.period_start_date + 6
            WHEN 'month' THEN last_day(x.period_start_date) WHEN 'year' THEN (x.period_start_date + to_years(1))::DATE - 1
        END AS period_end_date
    FROM exact AS x
    WHERE x.within_unit <> unit OR x.within_period <> period
),
dated AS ( -- a key of its own: a condition on one side in the ON of an outer join makes it a nested loop
    SELECT *, CASE WHEN within_period = period THEN period_start_date END AS read_date
    FROM rows
)
SELECT
    r.cell_type, r.within_unit, r.within_period, r.unit_id, r.period_start_date, r.period_end_date,
    if(unit IN ('dyad', 'actor') OR r.within_unit = 'world', NULL, coalesce(g.country_code, r.country_code)) AS iso3,
    g.gwno, g.cow, if(r.within_unit IN ('admin1', 'admin2'), split_part(r.unit_id, '|', 2), NULL) AS admin1_name,
    if(r.within_unit = 'admin2', split_part(r.unit_id, '|', 3), NULL) AS admin2_name, d.pcode,
    if(r.within_unit = 'pg', r.unit_id::INTEGER, NULL) AS pg_id, if(r.within_unit = 'h3', r.unit_id, NULL) AS h3_id,
    if(r.within_unit = 'dyad', split_part(r.unit_id, ' > ', 1), NULL) AS initiator_id,
    if(r.within_unit = 'dyad', split_part(r.unit_id, ' > ', 2), NULL) AS target_id,
    if(r.within_unit = 'actor', r.unit_id, NULL) AS actor_id,
    ((year(r.period_start_date) - 1980) * 12 + month(r.period_start_date))::INTEGER AS month_id,
    r.is_covered, r.period_end_date > coalesce(t.settled_date, z.settled_date) AS is_provisional,
    r.* EXCLUDE (cell_type, within_unit, within_period, unit_id, period_start_date, period_end_date, country_code, is_covered, read_date),
    all_read.n_read, all_read.n_read_fixed, all_read.n_sources_read, own_read.n_read AS n_read_scope, own_read.n_read_fixed AS n_read_scope_fixed,
    own_read.n_sources_read AS n_sources_read_scope
FROM dated AS r
LEFT JOIN pub.country AS g ON g.country_code = r.country_code AND unit NOT IN ('dyad', 'actor')
LEFT JOIN pub.area AS d ON d.area_id = r.unit_id
LEFT JOIN pub.settled(lag := lag, sources := sources) AS z ON z.country_code = ''
LEFT JOIN pub.settled(lag := lag, sources := sources) AS t ON t.country_code = r.country_code
LEFT JOIN pub.panel_read(period, sources := sources) AS all_read
    ON all_read.country_code = '' AND all_read.period_start_date = r.read_date
LEFT JOIN pub.panel_read(period, sources := sources) AS own_read
    ON own_read.country_code = r.country_code AND own_read.period_start_date = r.read_date;
