-- What linking gives beside events: relations between them, decisions. Views, so that they cannot disagree with the facts.

CREATE OR REPLACE VIEW core.event_relation AS
WITH told AS (
    SELECT
        e.event_id, e.event_type, e.state, e.start_date, e.end_date, e.place_id, e.country_code, e.first_reported_date,
        coalesce(e.place_type IN ('site', 'city', 'district', 'admin1'), false) AS is_placed,
        -- a state's forces act for it; whoever is nobody's is himself, and crowds without a name are nobody in particular
        list_filter(list_transform(e.initiators, lambda a: CASE
            WHEN a.sector_code IN ('GOV', 'MIL', 'COP', 'JUD', 'SPY', 'LEG') THEN 'state ' || a.country_code
            WHEN starts_with(a.actor_id, 'role:') THEN NULL ELSE a.actor_id END), lambda k: k IS NOT NULL) AS initiators,
        list_filter(list_transform(e.targets, lambda a: CASE
            WHEN a.sector_code IN ('GOV', 'MIL', 'COP', 'JUD', 'SPY', 'LEG') THEN 'state ' || a.country_code
            WHEN starts_with(a.actor_id, 'role:') THEN NULL ELSE a.actor_id END), lambda k: k IS NOT NULL) AS targets
    FROM core.event_current AS e
),
part AS (
    SELECT m.mention_id, m.article_id, m.span_start, m.span_end, m.claims, x.event_id
    FROM core.mention_current AS m
    JOIN core.event_mention_current AS x ON x.mention_id = m.mention_id
),
together AS ( -- events that one article tells of
    SELECT l.event_id AS event_id, r.event_id AS related_event_id, count(DISTINCT l.article_id) AS n_articles
    FROM part AS l
    JOIN part AS r ON r.article_id = l.article_id AND r.event_id <> l.event_id
    GROUP BY ALL
),
spoken AS ( -- the word that denies or blames is an event of its own: a rejection, an accusation
    SELECT DISTINCT
        CASE m.claim.stance WHEN 'denies' THEN 'denial' WHEN 'blames' THEN 'blame' ELSE 'responsibility' END AS relation_type,
        s.event_id, m.event_id AS related_event_id
    FROM (SELECT article_id, event_id, unnest(claims) AS claim FROM part) AS m
    JOIN part AS s ON s.article_id = m.article_id AND s.span_start < m.claim.cue_end AND m.claim.cue_start < s.span_end
    WHERE m.claim.stance <> 'asserts' AND s.event_id <> m.event_id
),
answered AS (
    SELECT
        CASE
            WHEN l.event_type IN ('ASSAULT', 'COERCE', 'SANCTION', 'THREATEN') AND r.event_type IN ('ASSAULT', 'COERCE', 'SANCTION')
                AND list_has_any(l.initiators, r.targets) AND list_has_any(l.targets, r.initiators)
                AND NOT list_has_any(l.initiators, r.initiators)
                THEN 'retaliation'
            WHEN l.place_id = r.place_id AND l.is_placed AND r.event_type IN ('ASSAULT', 'PROTEST', 'COERCE') AND l.event_type <> r.event_type
                AND (
                    list_has_any(list_concat(l.initiators, l.targets), list_concat(r.initiators, r.targets))
                    OR len(r.initiators) + len(r.targets) = 0
                )
                THEN 'follow_up'
        END AS relation_type,
        t.event_id, t.related_event_id
    FROM together AS t
    JOIN told AS l ON l.event_id = t.event_id
    JOIN told AS r ON r.event_id = t.related_event_id
    WHERE
        l.start_date > r.end_date AND l.start_date <= r.end_date + 14
        AND l.state IN ('occurred', 'claimed', 'self_reported', 'disputed') AND r.state IN ('occurred', 'claimed', 'self_reported', 'disputed')
),
carried_out AS (
    SELECT 'carried_out' AS relation_type, l.event_id, r.event_id AS related_event_id
    FROM told AS l
    JOIN told AS r ON r.event_type = l.event_type AND r.state = 'planned' AND l.state NOT IN ('planned', 'negated', 'denied', 'retracted')
    WHERE
        l.start_date <= r.end_date AND r.start_date <= l.end_date AND r.end_date - r.start_date < 62
        AND l.first_reported_date >= r.first_reported_date
        AND (l.place_id = r.place_id OR l.place_id IS NULL OR r.place_id IS NULL OR l.country_code = r.country_code AND NOT (l.is_placed AND r.is_placed))
        AND len(list_intersect(list_concat(l.initiators, l.targets), list_concat(r.initiators, r.targets)))
        >= least(2, len(list_distinct(list_concat(l.initiators, l.targets))), len(list_distinct(list_concat(r.initiators, r.targets))))
        AND list_has_any(list_concat(l.initiators, l.targets), list_concat(r.initiators, r.targets))
),
found AS (
    SELECT relation_type, event_id, related_event_id FROM spoken
    UNION
    SELECT relation_type, event_id, related_event_id FROM answered WHERE relation_type IS NOT NULL
    UNION
    SELECT relation_type, event_id, related_event_id FROM carried_out
)
SELECT
    md5(f.relation_type || f.event_id || f.related_event_id) AS relation_id, f.relation_type, f.event_id, f.related_event_id,
    l.start_date - r.end_date AS n_days, coalesce(t.n_articles, 0) AS n_articles
FROM found AS f
JOIN told AS l ON l.event_id = f.event_id
JOIN told AS r ON r.event_id = f.related_event_id
LEFT JOIN together AS t ON t.event_id = f.event_id AND t.related_event_id = f.related_event_id;
COMMENT ON VIEW core.event_relation IS 'A row a relation of one event to another that it is not part of: a plan that was carried out, a denial, a blame, a retaliation, a follow-up. By rule, from current events; relations say what was told together and fits, not what caused what.';

CREATE OR REPLACE VIEW pub.event_relation AS SELECT * FROM core.event_relation;
COMMENT ON VIEW pub.event_relation IS 'Events that have to do with each other and are not one: follow them instead of merging them.';

CREATE OR REPLACE VIEW pub.decision AS
SELECT decision_id, decision_type, event_id, mention_ids, value, author_name, reason, decided_at, undoes_decision_id, run_id, recorded_at
FROM core.decision_current;
COMMENT ON VIEW pub.decision IS 'What analysts decided over the rules, in their words. `khabar decisions` tells how each stands today.';
