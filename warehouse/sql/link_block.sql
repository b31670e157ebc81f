-- Blocks of the rows in `fresh`: mentions are compared if they share one. A twin is a mention that is told alike in all that the kind of
-- block compares, so that one of the twins stands for all. Keys are hashes: a collision only costs a comparison.
INSERT INTO block
WITH new AS (FROM node SEMI JOIN (SELECT mention_id || if(is_gone, ' gone', '') AS node_id FROM fresh) USING (node_id) WHERE is_comparable),
told AS (
    SELECT
        *,
        if(is_short, list_transform(range(end_date - start_date + 1), lambda n: (start_date + n::INTEGER)::VARCHAR), []) AS days,
        list_append(i.keys, '') AS initiators, list_append(t.keys, '') AS targets,
        -- sets with a Jaccard similarity of 0.6 share one of these words (prefix filter: Chaudhuri et al. 2006), here long ones first
        list_transform(
            list_sort(list_transform(words, lambda w: {'rank': -len(w), 'word': w}))[:len(words) - ceil(0.6 * len(words))::INTEGER + 1],
            lambda s: s.word
        ) AS telling
    FROM new
)
-- at one place
SELECT 'place', hash('place', event_type, place_id, d.day), hash(profile, is_gone), node_id
FROM told, LATERAL (SELECT unnest(days) AS day) AS d WHERE place_id IS NOT NULL
UNION ALL -- at one place, and of one initiator and target: for places of which a day tells too much to compare all
SELECT 'crowd', hash('crowd', event_type, place_id, d.day, a.initiator, b.target), hash(profile, is_gone), node_id
FROM told, LATERAL (SELECT unnest(days) AS day) AS d, LATERAL (SELECT unnest(initiators) AS initiator) AS a,
    LATERAL (SELECT unnest(targets) AS target) AS b
WHERE place_id IS NOT NULL
UNION ALL -- of one initiator and target
SELECT 'roles', hash('roles', event_type, d.day, a.initiator, b.target), hash(profile, is_gone), node_id
FROM told, LATERAL (SELECT unnest(days) AS day) AS d, LATERAL (SELECT unnest(i.keys) AS initiator) AS a,
    LATERAL (SELECT unnest(t.keys) AS target) AS b
UNION ALL -- of one initiator or target, the place of one untold
SELECT if(place_id IS NULL, 'actor', 'placed'), hash('actor', event_type, d.day, a.actor), hash(profile, is_gone), node_id
FROM told, LATERAL (SELECT unnest(days) AS day) AS d, LATERAL (SELECT unnest(list_distinct(list_concat(i.ids, t.ids))) AS actor) AS a
UNION ALL -- in much the same words
SELECT 'word', hash('word', event_type, d.day, w.word), hash(wording, is_gone), node_id
FROM told, LATERAL (SELECT unnest(days) AS day) AS d, LATERAL (SELECT unnest(telling) AS word) AS w
UNION ALL -- by the same word in one report, whatever the time
SELECT 'relay', hash('relay', event_type, report_id, trigger_text), hash(wording, is_gone), node_id FROM told
UNION ALL -- in one article
SELECT 'article', hash('article', event_type, article_id), hash(node_id), node_id FROM told
UNION ALL -- looking back, or looked back at: at one place in one month, with one toll or of one initiator and target
SELECT if(is_short, 'recalled', 'recall'), hash('recall', event_type, place_id, w.what, m.month), hash(node_id), node_id
FROM told,
    LATERAL (SELECT unnest(list_append(
        flatten(list_transform(i.ids, lambda a: list_transform(t.ids, lambda b: a || ' ' || b))),
        if(deaths_low >= 5, deaths_low::VARCHAR, NULL)
    )) AS what) AS w,
    LATERAL (SELECT unnest(range(date_trunc('month', start_date), end_date + 1, INTERVAL 1 MONTH)) AS month) AS m
WHERE is_exact AND w.what IS NOT NULL
