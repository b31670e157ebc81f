-- Temp macros of linking. An actor has one own camp, and camps that it fits: a state's forces fit each other, a nameless armed group fits
-- any armed group, civilians fit any civil group. Actors with neither a camp nor an id are names that no table knows.
CREATE OR REPLACE TEMP MACRO own_camp(a) AS CASE
    WHEN a.sector_code IN ('GOV', 'MIL', 'COP', 'JUD', 'SPY', 'LEG') THEN 'state ' || coalesce(a.country_code, '*')
    WHEN a.sector_code IN ('REB', 'UAF', 'CRM') THEN 'armed ' || coalesce(a.actor_id, '*')
    WHEN a.actor_id IS NULL AND a.sector_code IS NOT NULL OR starts_with(a.actor_id, 'role:') THEN 'civil ' || coalesce(a.country_code, '*')
    ELSE 'civil ' || a.actor_id
END;

-- a group of no country is at home among the people of any
CREATE OR REPLACE TEMP MACRO own_camps(a) AS
    [own_camp(a), if(own_camp(a) = 'civil ' || a.actor_id AND a.country_code IS NULL, 'civil of any', NULL)];

CREATE OR REPLACE TEMP MACRO camps_fit(a) AS CASE split_part(own_camp(a), ' ', 1)
    WHEN 'civil' THEN [own_camp(a), 'civil *', 'civil ' || coalesce(a.country_code, '*'), if(starts_with(a.actor_id, 'role:'), 'civil of any', NULL)]
    WHEN 'state' THEN [own_camp(a), 'state *']
    WHEN 'armed' THEN [own_camp(a), 'armed *']
END;

CREATE OR REPLACE TEMP MACRO kilometres(l_lat, l_lon, r_lat, r_lon) AS -- haversine on a sphere of 6371 km
    12742 * asin(least(1, sqrt(
        sin(radians(r_lat - l_lat) / 2) ** 2 + cos(radians(l_lat)) * cos(radians(r_lat)) * sin(radians(r_lon - l_lon) / 2) ** 2
    )));

-- 1 an actor shared, 0.5 one side silent, 0.4 kin, 0.25 names differ that no table knows, 0 contradicting
CREATE OR REPLACE TEMP MACRO role_part(l, r) AS CASE
    WHEN len(l.keys) = 0 OR len(r.keys) = 0 THEN 0.5
    WHEN list_has_any(l.keys, r.keys) THEN 1
    WHEN list_has_any(l.own, r.fits) OR list_has_any(r.own, l.fits) THEN 0.4
    WHEN len(l.own) > 0 AND len(r.own) > 0 THEN 0
    ELSE 0.25
END;
