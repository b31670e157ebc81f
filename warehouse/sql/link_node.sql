-- Adds to temp table `node` what is compared of the mentions in `fresh`. Gone are rows that the batch replaces or no longer has: they join
-- nothing, yet lead to their former companions. A cell is an event type with a span of up to three days, or with a report if the span is
-- longer or unknown: mentions that are equally precise are first linked within their cell. Totals, states and processes are compared with nothing;
-- only an analyst may join them.
INSERT INTO node BY NAME
WITH told AS (
    SELECT
        *,
        {
            'ids': list_distinct(list_transform(initiators, lambda a: a.actor_id)),
            'keys': list_distinct(flatten(list_transform(initiators, lambda a: [a.actor_id, lower(a.name)]))),
            -- "a man", "people": whoever does something is told, not of what camp
            'own': list_distinct(flatten(list_transform(named, lambda a: own_camps(a)))),
            'fits': list_distinct(flatten(list_transform(named, lambda a: camps_fit(a))))
        } AS i,
        {
            'ids': list_distinct(list_transform(targets, lambda a: a.actor_id)),
            'keys': list_distinct(flatten(list_transform(targets, lambda a: [a.actor_id, lower(a.name)]))),
            'own': list_distinct(flatten(list_transform(targets, lambda a: own_camps(a)))),
            'fits': list_distinct(flatten(list_transform(targets, lambda a: camps_fit(a))))
        } AS t,
        coalesce(end_date - start_date < 3, false) AND aspect = 'event' AS is_short,
        -- arms that one attack may combine are of one class; NULL fits any
        CASE
            WHEN event_mode IN ('suicide-attack', 'explosives', 'firearms', 'heavy-weapons', 'destroy') THEN 'ground'
            WHEN event_mode IN ('aerial', 'drone') THEN 'air'
            WHEN event_mode = 'targeted' THEN NULL
            ELSE event_mode
        END AS mode_class,
        CASE -- what was to come, what may have been, and what is told as fact (or its denial) are three happenings
            WHEN NOT (modality = 'possible' OR status = 'possible') OR polarity <> 'affirmed' OR status IN ('denied', 'negated')
                THEN 'actual'
            WHEN end_date <= published_to THEN 'hearsay'
            ELSE 'planned'
        END AS reality
    FROM (SELECT *, list_filter(initiators, lambda a: a.actor_id IS DISTINCT FROM 'role:civilians') AS named FROM fresh)
)
SELECT
    mention_id || if(is_gone, ' gone', '') AS node_id, mention_id, event_id, is_gone, article_id, report_id, sentence_start,
    lower(text) AS trigger_text, event_type, event_mode, mode_class, reality, aspect = 'recap' AS is_recap, is_short, aspect IN ('event', 'recap') AS is_comparable,
    event_type IN ('AGREE', 'CONSULT', 'COOPERATE') AS is_mutual, -- who is initiator and who target is a matter of telling
    place_id, place_type, coalesce(place_type IN ('site', 'city', 'district'), false) AS is_exact,
    country_code, admin1_name, admin2_name, latitude, longitude, radius_km,
    start_date, end_date, i, t, words, deaths_low, deaths_high, injured_low, injured_high,
    hash(event_type, start_date, end_date, if(is_short, '', report_id)) AS cell,
    hash(
        event_type, event_mode, reality, is_recap, place_id, start_date, end_date, list_sort(i.keys), list_sort(t.keys), deaths_low,
        if(is_short, '', report_id)
    ) AS profile,
    hash(profile, words) AS wording
FROM told;
