-- Pairs of the frontier's mentions with all that share a block, with the named parts of their score (0 to 1): those that belong together,
-- and with $foes also those that must not. Pairs that neither speak for nor against a merge are left out.
-- Parts: mode and role: 1 same, 0.5 one side silent, 0.25 names differ that no table knows, 0 contradicting. Place: by exactness, 0 untold.
-- Date: 1 same, 0.5 one within the other, 0 untold. Words: shared of all. Article: 1 the same.
WITH weight AS (SELECT 0.15 AS mode, 0.4 AS actors, 0.2 AS place, 0.1 AS date, 0.15 AS words),
near AS (
    SELECT DISTINCT least(f.node_id, b.node_id) AS l_id, greatest(f.node_id, b.node_id) AS r_id
    FROM (FROM block SEMI JOIN frontier USING (node_id)) AS f
    JOIN block AS b USING (key)
    WHERE f.node_id <> b.node_id
),
paired AS (
    SELECT
        l.node_id AS left_id, r.node_id AS right_id, l.event_mode AS l_mode, r.event_mode AS r_mode, l.reality <> r.reality AS is_other_reality,
        l.article_id = r.article_id AS is_one_article, l.report_id = r.report_id AS is_one_report,
        l.trigger_text = r.trigger_text AS is_one_trigger,
        l.place_type AS l_kind, r.place_type AS r_kind, l.place_id = r.place_id AS is_one_place, -- NULL if untold
        l.country_code = r.country_code AND (
            'country' IN (l.place_type, r.place_type)
            OR 'admin1' IN (l.place_type, r.place_type) AND l.admin1_name = r.admin1_name
            OR 'district' IN (l.place_type, r.place_type) AND l.admin1_name = r.admin1_name AND l.admin2_name = r.admin2_name
        ) AND l.place_type <> r.place_type AS is_place_within,
        l.place_type = r.place_type OR l.country_code <> r.country_code OR l.admin1_name <> r.admin1_name AS is_elsewhere,
        l.start_date IS NOT DISTINCT FROM r.start_date AND l.end_date IS NOT DISTINCT FROM r.end_date AS is_one_span,
        l.start_date IS NULL AND l.end_date IS NULL OR r.start_date IS NULL AND r.end_date IS NULL AS is_undated,
        l.is_short AND r.is_short AS is_short,
        coalesce(l.start_date <= r.start_date, l.start_date IS NULL) AND coalesce(l.end_date >= r.end_date, l.end_date IS NULL)
        OR coalesce(r.start_date <= l.start_date, r.start_date IS NULL) AND coalesce(r.end_date >= l.end_date, r.end_date IS NULL)
        AS is_span_within,
        coalesce(l.deaths_high, 1e9) < r.deaths_low OR coalesce(r.deaths_high, 1e9) < l.deaths_low AS is_other_deaths,
        coalesce(l.injured_high, 1e9) < r.injured_low OR coalesce(r.injured_high, 1e9) < l.injured_low AS is_other_injured,
        len(l.i_keys) + len(l.t_keys) = 0 OR len(r.i_keys) + len(r.t_keys) = 0 AS is_bare,
        -- told the other way round: that fits and the straight way doesn't
        NOT list_has_any(l.i_keys, r.i_keys) AND NOT list_has_any(l.t_keys, r.t_keys)
        AND (list_has_any(l.i_keys, r.t_keys) OR list_has_any(l.t_keys, r.i_keys)) AS is_crossed,
        is_crossed AND l.is_mutual AS is_swapped,
        l.i_keys AS l_i_keys, l.t_keys AS l_t_keys, l.i_ids AS l_i_ids, l.t_ids AS l_t_ids,
        if(is_swapped, r.t_keys, r.i_keys) AS r_i_keys, if(is_swapped, r.i_keys, r.t_keys) AS r_t_keys,
        if(is_swapped, r.t_ids, r.i_ids) AS r_i_ids, if(is_swapped, r.i_ids, r.t_ids) AS r_t_ids,
        len(list_intersect(l.words, r.words)) AS n_shared, len(list_distinct(list_concat(l.words, r.words))) AS n_words
    FROM near
    JOIN node AS l ON l.node_id = near.l_id
    JOIN node AS r ON r.node_id = near.r_id
    WHERE l.event_type = r.event_type AND l.mention_id <> r.mention_id
),
parted AS (
    SELECT
        *,
        CASE WHEN l_mode IS NULL OR r_mode IS NULL THEN 0.5 WHEN l_mode = r_mode THEN 1 ELSE 0 END AS mode,
        CASE
            WHEN len(l_i_keys) = 0 OR len(r_i_keys) = 0 THEN 0.5
            WHEN list_has_any(l_i_keys, r_i_keys) THEN 1
            WHEN len(l_i_ids) > 0 AND len(r_i_ids) > 0 THEN 0
            ELSE 0.25
        END AS initiator,
        CASE
            WHEN len(l_t_keys) = 0 OR len(r_t_keys) = 0 THEN 0.5
            WHEN list_has_any(l_t_keys, r_t_keys) THEN 1
            WHEN len(l_t_ids) > 0 AND len(r_t_ids) > 0 THEN 0
            ELSE 0.25
        END AS target,
        CASE
            WHEN l_kind IS NULL OR r_kind IS NULL OR NOT (is_one_place OR coalesce(is_place_within, false)) THEN 0
            WHEN l_kind IN ('country', 'region', 'water') OR r_kind IN ('country', 'region', 'water') THEN 0.3
            WHEN 'admin1' IN (l_kind, r_kind) THEN 0.6
            WHEN 'district' IN (l_kind, r_kind) THEN 0.8
            ELSE 1
        END AS place,
        CASE WHEN is_undated OR NOT is_span_within THEN 0 WHEN is_one_span THEN 1 ELSE 0.5 END AS date,
        coalesce(n_shared / nullif(n_words, 0), 0) AS words,
        coalesce(is_other_deaths, false) OR coalesce(is_other_injured, false) AS is_other_toll,
        initiator = 1 OR target = 1 AS is_actor_shared,
        list_has_any(l_i_ids, r_i_ids) OR list_has_any(l_t_ids, r_t_ids) AS is_known_shared,
        -- near-duplicates and relays; a bare headline is too short to tell
        words >= 0.6 AND n_shared >= 5 AND NOT is_one_article AND (is_one_trigger OR is_actor_shared) AS is_retold
    FROM paired
),
judged AS (
    SELECT
        *,
        is_other_reality OR mode = 0 OR initiator = 0 OR target = 0
        OR (least(initiator, target) = 0.25 AND NOT is_actor_shared)
        OR NOT (is_undated OR is_span_within)
        OR (coalesce(is_elsewhere, false) AND NOT is_one_place AND NOT coalesce(is_place_within, false))
        OR (is_one_article AND is_other_toll) AS is_foe,
        -- same place and time, told alike
        coalesce(is_one_place, false) AND is_short AND is_span_within AND (is_actor_shared OR is_bare) AS is_located,
        -- place untold: known actors have to agree
        is_one_place IS NULL AND is_short AND is_span_within AND is_known_shared AND least(initiator, target) >= 0.5
        AND NOT is_other_toll AS is_acted,
        -- place or date untold, or a long span: the same words have to tell it
        is_retold AND (is_short OR is_one_report) AND NOT (is_one_place IS NULL AND is_other_toll) AS is_worded,
        -- one article tells of one happening at one place and time, unless something contradicts
        is_one_article AND is_short AND is_span_within AND least(initiator, target) >= 0.5 AND (is_swapped OR NOT is_crossed)
        AND (place > 0.3 OR (place > 0 OR is_one_place IS NULL) AND is_known_shared) AS is_continued
    FROM parted
)
SELECT
    left_id, right_id,
    -- sameness of words, and the flow of one article, suffice alone: to the threshold of models.linking at least
    least(1, greatest(
        w.mode * p.mode + w.actors * (p.initiator + p.target) / 2 + w.place * p.place + w.date * p.date + w.words * p.words,
        if(p.is_worded OR p.is_continued, 0.6, 0)
    ).round(6))::DOUBLE AS score,
    NOT p.is_foe AS is_compatible,
    p.mode::DOUBLE AS mode, p.initiator::DOUBLE AS initiator, p.target::DOUBLE AS target, p.place::DOUBLE AS place,
    p.date::DOUBLE AS date, round(p.words, 6)::DOUBLE AS words, p.is_one_article::INTEGER::DOUBLE AS article
FROM judged AS p, weight AS w
WHERE if(p.is_foe, $foes, p.is_located OR p.is_acted OR p.is_worded OR p.is_continued)
ORDER BY left_id, right_id
