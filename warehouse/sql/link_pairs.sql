-- The pairs in `near` with the named parts of their score (0 to 1): those that belong together, and with $all also the others, and whether
-- the two contradict each other. Parts: mode: 1 same, 0.5 untold, 0.25 arms that go together. Role: see role_part. Place: by exactness, 0
-- untold. Date: 1 same, 0.5 one within the other, 0 untold. Words: shared of all. Toll: 1 compatible, 0.5 untold. Article: 1 the same.
WITH weight AS (SELECT 0.15 AS mode, 0.4 AS actors, 0.2 AS place, 0.1 AS date, 0.15 AS words),
paired AS (
    SELECT
        l.node_id AS left_id, r.node_id AS right_id, l.event_type, l.event_mode AS l_mode, r.event_mode AS r_mode,
        l.reality <> r.reality AS is_other_reality, coalesce(l.mode_class <> r.mode_class, false) AS is_other_class,
        l.article_id = r.article_id AS is_one_article, l.report_id = r.report_id AS is_one_report,
        is_one_article AND l.sentence_start = r.sentence_start AS is_one_sentence, l.trigger_text = r.trigger_text AS is_one_trigger,
        l.is_recap OR r.is_recap AS is_recap,
        l.place_type AS l_kind, r.place_type AS r_kind, l.place_id = r.place_id AS is_one_place, -- NULL if untold
        l.is_exact AND r.is_exact AS is_exact,
        kilometres(l.latitude, l.longitude, r.latitude, r.longitude) AS km,
        l.place_type <> r.place_type AND (
            l.country_code = r.country_code AND (
                'country' IN (l.place_type, r.place_type)
                OR 'admin1' IN (l.place_type, r.place_type) AND l.admin1_name = r.admin1_name
                OR 'district' IN (l.place_type, r.place_type) AND l.admin1_name = r.admin1_name AND l.admin2_name = r.admin2_name
            )
            OR 'site' IN (l.place_type, r.place_type) AND km <= greatest(l.radius_km, r.radius_km)
        ) AS is_place_within,
        l.place_type = r.place_type OR km > l.radius_km + r.radius_km AS is_apart,
        l.start_date IS NOT DISTINCT FROM r.start_date AND l.end_date IS NOT DISTINCT FROM r.end_date AS is_one_span,
        l.start_date IS NULL AND l.end_date IS NULL OR r.start_date IS NULL AND r.end_date IS NULL AS is_undated,
        l.is_short AND r.is_short AS is_short, l.is_short OR r.is_short AS is_half_short,
        coalesce(l.start_date > r.end_date OR r.start_date > l.end_date, false) AS is_other_time,
        coalesce(l.start_date <= r.start_date, l.start_date IS NULL) AND coalesce(l.end_date >= r.end_date, l.end_date IS NULL)
        OR coalesce(r.start_date <= l.start_date, r.start_date IS NULL) AND coalesce(r.end_date >= l.end_date, r.end_date IS NULL)
        AS is_span_within,
        coalesce(l.deaths_high, 1e9) < r.deaths_low OR coalesce(r.deaths_high, 1e9) < l.deaths_low AS is_other_deaths,
        coalesce(l.injured_high, 1e9) < r.injured_low OR coalesce(r.injured_high, 1e9) < l.injured_low AS is_other_injured,
        l.deaths_low = r.deaths_low AND l.deaths_low >= 5 AS is_one_toll,
        len(l.i.keys) + len(l.t.keys) = 0 OR len(r.i.keys) + len(r.t.keys) = 0 AS is_bare,
        -- told the other way round: that fits and the straight way doesn't
        NOT list_has_any(l.i.keys, r.i.keys) AND NOT list_has_any(l.t.keys, r.t.keys)
        AND (list_has_any(l.i.keys, r.t.keys) OR list_has_any(l.t.keys, r.i.keys)) AS is_crossed,
        is_crossed AND l.is_mutual AS is_swapped,
        role_part(l.i, if(is_swapped, r.t, r.i)) AS initiator, role_part(l.t, if(is_swapped, r.i, r.t)) AS target,
        list_has_any(l.i.ids, if(is_swapped, r.t.ids, r.i.ids)) OR list_has_any(l.t.ids, if(is_swapped, r.i.ids, r.t.ids)) AS is_known_shared,
        len(list_intersect(l.words, r.words)) AS n_shared, len(list_distinct(list_concat(l.words, r.words))) AS n_words
    FROM near
    JOIN node AS l ON l.node_id = near.l_id
    JOIN node AS r ON r.node_id = near.r_id
    WHERE l.event_type = r.event_type AND l.mention_id <> r.mention_id
),
parted AS (
    SELECT
        *,
        CASE WHEN is_other_class THEN 0 WHEN l_mode IS NULL OR r_mode IS NULL THEN 0.5 WHEN l_mode = r_mode THEN 1 ELSE 0.25 END AS mode,
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
        CASE WHEN is_other_toll THEN 0 WHEN is_other_deaths IS NULL AND is_other_injured IS NULL THEN 0.5 ELSE 1 END AS toll,
        initiator = 1 OR target = 1 AS is_actor_shared,
        least(initiator, target) >= 0.4 OR is_actor_shared AS is_who_fitting,
        -- near-duplicates and relays; a bare headline is too short to tell
        words >= 0.6 AND n_shared >= 5 AND NOT is_one_article AND (is_one_trigger OR is_actor_shared) AS is_retold
    FROM paired
),
judged AS (
    SELECT
        *,
        -- models.linking.telling holds the same, for mentions that are joined through others
        is_other_reality OR is_other_class OR initiator = 0 OR target = 0 OR is_other_time
        OR coalesce(is_apart, false) AND NOT is_one_place AND NOT coalesce(is_place_within, false)
        OR is_one_article AND is_other_toll AS is_foe,
        -- two kinds of arms are one attack if a sentence says so, or if all else agrees
        mode <> 0.25 OR is_one_sentence OR is_retold OR initiator = 1 AND target = 1 AS is_mode_fitting,
        is_short AND is_span_within AND is_who_fitting AND is_mode_fitting AS is_timed,
        -- same place and time, told alike
        is_timed AND coalesce(is_one_place, false) AND (is_actor_shared OR is_bare) AS is_located,
        -- place untold: known actors have to agree; a place within another: both sides of it
        is_timed AND NOT is_other_toll AND (
            is_one_place IS NULL AND is_known_shared AND least(initiator, target) >= 0.5
            OR is_place_within AND place > 0.3 AND initiator = 1 AND target = 1
        ) AS is_acted,
        -- place or date untold, or a long span: the same words have to tell it
        is_retold AND is_who_fitting AND (least(initiator, target) <> 0.4 OR is_one_report) AND (is_short OR is_one_report) AND (is_span_within OR is_undated) AND NOT (is_one_place IS NULL AND is_other_toll)
        AS is_worded,
        -- one article tells of one happening at one place and time, unless something contradicts; the victims may also be named
        is_one_article AND is_short AND is_span_within AND (is_swapped OR NOT is_crossed) AND is_mode_fitting
        AND (initiator >= 0.4 OR target = 1) AND (place > 0.3 OR (place > 0 OR is_one_place IS NULL) AND is_known_shared AND is_who_fitting) AS is_continued,
        -- a look back tells the same place and toll, or the same two sides
        NOT is_short AND is_half_short AND is_span_within AND NOT is_undated AND is_exact AND (coalesce(is_one_place, false) OR coalesce(is_place_within, false))
        AND is_who_fitting AND is_mode_fitting AND (coalesce(is_one_toll, false) OR initiator = 1 AND target = 1 AND NOT is_other_toll)
        AS is_recalled
    FROM parted
),
found AS (
    SELECT *, is_recalled OR is_worded OR NOT is_recap AND (is_located OR is_acted OR is_continued) AS is_tied FROM judged
)
SELECT
    left_id, right_id,
    -- sameness of words, the flow of one article, and a look back suffice alone: to the threshold of models.linking at least
    least(1, greatest(
        w.mode * f.mode + w.actors * (f.initiator + f.target) / 2 + w.place * f.place + w.date * f.date + w.words * f.words,
        if(f.is_worded OR f.is_continued OR f.is_recalled, 0.6, 0)
    ).round(6))::DOUBLE AS score,
    f.is_tied AND NOT f.is_foe AS is_tied, NOT f.is_foe AS is_compatible,
    f.mode::DOUBLE AS mode, f.initiator::DOUBLE AS initiator, f.target::DOUBLE AS target, f.place::DOUBLE AS place,
    f.date::DOUBLE AS date, round(f.words, 6)::DOUBLE AS words, f.toll::DOUBLE AS toll, f.is_one_article::INTEGER::DOUBLE AS article
FROM found AS f, weight AS w
WHERE $all OR f.is_tied AND NOT f.is_foe
