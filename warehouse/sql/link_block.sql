-- Prepares linking: temp tables `node` (bounded events, with what is compared of them) and `block` (their keys; candidates share one).
-- Gone are rows that the batch replaces or no longer has: they join nothing, yet lead to their former companions.
-- A key is the event type with each day of a span of up to three days and a place, an actor or a telling word, or the report
-- (an article with its near-duplicates). Keys are hashes: a collision only costs a comparison.
CREATE OR REPLACE TEMP TABLE node AS
SELECT
    mention_id || if(is_gone, ' gone', '') AS node_id, mention_id, is_gone, article_id, report_id, lower(text) AS trigger_text,
    event_type, event_mode, place_id, place_type, country_code, admin1_name, admin2_name, start_date, end_date, words,
    deaths_low, deaths_high, injured_low, injured_high,
    list_distinct(list_transform(initiators, lambda a: a.actor_id)) AS i_ids,
    list_distinct(list_transform(targets, lambda a: a.actor_id)) AS t_ids,
    list_distinct(flatten(list_transform(initiators, lambda a: [a.actor_id, lower(a.name)]))) AS i_keys,
    list_distinct(flatten(list_transform(targets, lambda a: [a.actor_id, lower(a.name)]))) AS t_keys,
    event_type IN ('AGREE', 'CONSULT', 'COOPERATE') AS is_mutual, -- who is initiator and who target is a matter of telling
    coalesce(end_date - start_date < 3, false) AS is_short,
    CASE -- what was to come, what may have been, and what is told as fact (or its denial) are three happenings
        WHEN NOT (modality = 'possible' OR status = 'possible') OR polarity <> 'affirmed' OR status IN ('denied', 'negated') THEN 'actual'
        WHEN end_date <= published_to THEN 'hearsay'
        ELSE 'planned'
    END AS reality
FROM (
    SELECT *, false AS is_gone FROM batch
    UNION ALL BY NAME
    SELECT *, article_id IN (FROM extracted) OR mention_id IN (SELECT mention_id FROM batch) AS is_gone FROM core.mention_current
)
WHERE aspect = 'event';

CREATE OR REPLACE TEMP TABLE block AS
WITH told AS (
    SELECT
        node_id, event_type, report_id,
        if(is_short, list_transform(range(end_date - start_date + 1), lambda n: start_date + n::INTEGER), []) AS days,
        -- sets with a Jaccard similarity of 0.6 share one of these words (prefix filter: Chaudhuri et al. 2006), here long ones first
        list_transform(
            list_sort(list_transform(words, lambda w: {'rank': -len(w), 'word': w}))[:len(words) - ceil(0.6 * len(words))::INTEGER + 1],
            lambda s: 'word ' || s.word
        ) AS telling,
        list_transform(list_concat(i_keys, t_keys), lambda a: 'actor ' || a) AS actors,
        if(place_id IS NULL, [], ['place ' || place_id]) AS places
    FROM node
)
SELECT
    node_id,
    unnest(list_distinct(list_append(
        flatten(list_transform(
            days, lambda d: list_transform(flatten([places, actors, telling]), lambda f: hash(event_type || ' ' || d || ' ' || f))
        )),
        hash(event_type || ' report ' || report_id)
    ))) AS key
FROM told;
