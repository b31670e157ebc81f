-- Events that differ between two sides, with what changed and why. Causes: news (an article that the first side had not), recoded (its
-- articles were coded anew), merged, relinked (the same mentions, grouped otherwise), withdrawn (its articles are gone), decided (the same
-- mentions and coder, other values: a decision of an analyst).
CREATE OR REPLACE TEMP TABLE difference AS
WITH member AS (
    SELECT
        coalesce(b.mention_id, a.mention_id) AS mention_id, b.event_id AS before_id, a.event_id AS after_id,
        b.mention_id IS NOT NULL AS was_told, a.mention_id IS NOT NULL AS is_told, b.extractor_version AS before_coder,
        a.extractor_version AS after_coder, a.article_id IS NOT NULL AND a.article_id NOT IN (SELECT article_id FROM before_mention)
            AND ($before_at::TIMESTAMP IS NULL OR a.article_recorded_at > $before_at::TIMESTAMP) AS is_news
    FROM before_mention AS b
    FULL JOIN after_mention AS a ON a.mention_id = b.mention_id
),
gone AS (SELECT before_id AS event_id, bool_or(is_told) AS is_still_told FROM member WHERE before_id IS NOT NULL GROUP BY before_id),
came AS (
    SELECT
        after_id AS event_id, bool_or(is_news) AS has_news, bool_or(was_told) AS was_told,
        bool_or(before_coder IS DISTINCT FROM after_coder) AS is_recoded, bool_or(before_id IS DISTINCT FROM after_id) AS is_regrouped
    FROM member WHERE after_id IS NOT NULL GROUP BY after_id
),
lost AS (SELECT before_id AS event_id, bool_or(after_id IS DISTINCT FROM before_id) AS has_lost FROM member WHERE before_id IS NOT NULL GROUP BY before_id),
compared AS (
    SELECT
        coalesce(a.event_id, b.event_id) AS event_id, b.event_id IS NULL AS is_added, a.event_id IS NULL AS is_removed,
        coalesce(a.event_type, b.event_type) AS event_type, coalesce(a.country_code, b.country_code) AS country_code,
        coalesce(a.place_name, b.place_name) AS place_name, coalesce(a.start_date, b.start_date) AS start_date, b.state AS state_before,
        a.state AS state_after, b.deaths_best AS deaths_before, a.deaths_best AS deaths_after,
        list_filter([
            if(a.event_type IS DISTINCT FROM b.event_type OR a.event_mode IS DISTINCT FROM b.event_mode, 'type', NULL),
            if(a.state IS DISTINCT FROM b.state, 'state', NULL), if(a.aspect IS DISTINCT FROM b.aspect, 'aspect', NULL),
            if(a.start_date IS DISTINCT FROM b.start_date OR a.end_date IS DISTINCT FROM b.end_date, 'date', NULL),
            if(a.place_id IS DISTINCT FROM b.place_id, 'place', NULL),
            if(a.initiator_name IS DISTINCT FROM b.initiator_name OR a.target_name IS DISTINCT FROM b.target_name, 'actors', NULL),
            if(a.deaths_low IS DISTINCT FROM b.deaths_low OR a.deaths_best IS DISTINCT FROM b.deaths_best
                OR a.deaths_high IS DISTINCT FROM b.deaths_high OR a.injured_best IS DISTINCT FROM b.injured_best, 'tolls', NULL),
            if(a.n_articles IS DISTINCT FROM b.n_articles, 'reports', NULL)
        ], lambda c: c IS NOT NULL) AS changes
    FROM before_event AS b
    FULL JOIN after_event AS a ON a.event_id = b.event_id
)
SELECT
    CASE WHEN c.is_added THEN 'added' WHEN c.is_removed THEN 'removed' ELSE 'changed' END AS change,
    CASE
        WHEN c.is_removed THEN CASE
            WHEN c.event_id IN (SELECT alias_id FROM pub.event_alias) THEN 'merged' WHEN g.is_still_told THEN 'relinked'
            WHEN EXISTS (SELECT 1 FROM before_mention AS m SEMI JOIN after_mention AS n USING (article_id) WHERE m.event_id = c.event_id)
                OR EXISTS (SELECT 1 FROM before_mention AS m WHERE m.event_id = c.event_id AND m.article_id IN (SELECT article_id FROM pub.mention_history))
            THEN 'recoded' ELSE 'withdrawn'
        END
        WHEN k.has_news THEN 'news' WHEN k.is_recoded THEN 'recoded' WHEN k.is_regrouped OR l.has_lost THEN 'relinked' ELSE 'decided'
    END AS cause,
    c.event_type, c.country_code, c.place_name, c.start_date, if(c.is_added OR c.is_removed, NULL, array_to_string(c.changes, ', ')) AS changes,
    c.state_before, c.state_after, c.deaths_before, c.deaths_after, c.event_id
FROM compared AS c
LEFT JOIN gone AS g ON g.event_id = c.event_id
LEFT JOIN came AS k ON k.event_id = c.event_id
LEFT JOIN lost AS l ON l.event_id = c.event_id
WHERE c.is_added OR c.is_removed OR len(c.changes) > 0
