-- Pairs to compare: the level's mentions and those that share a block with them. Of twins one stands for all and is paired with each. A block
-- of more than $most different tellings is too common to compare all with all: those of a place are told apart by who is involved, and what
-- is still too many is compared with the first of them only.
CREATE OR REPLACE TEMP TABLE near AS
WITH touched AS (SELECT DISTINCT key FROM block SEMI JOIN level USING (node_id)),
mine AS (SELECT b.kind, b.key, b.node_id, min(b.node_id) OVER (PARTITION BY b.key, b.twin) AS first_id FROM block AS b SEMI JOIN touched USING (key)),
one AS (
    SELECT *, count(*) OVER (PARTITION BY key) AS n, row_number() OVER (PARTITION BY key ORDER BY node_id) AS rank
    FROM (SELECT DISTINCT kind, key, node_id FROM mine WHERE node_id = first_id)
),
crowded AS (SELECT DISTINCT p.node_id FROM one AS p WHERE p.kind = 'place' AND p.n > $most),
pairs AS (
    SELECT first_id AS l_id, node_id AS r_id FROM mine WHERE node_id <> first_id AND kind NOT IN ('article', 'recall', 'recalled')
    UNION
    SELECT l.node_id, r.node_id
    FROM one AS l
    JOIN one AS r ON r.key = l.key AND r.node_id > l.node_id
    WHERE
        l.kind = r.kind AND (l.kind = 'article' OR l.kind IN ('place', 'roles', 'actor', 'word', 'relay') AND l.n <= $most)
        OR l.kind IN ('actor', 'placed') AND r.kind IN ('actor', 'placed') AND l.kind <> r.kind AND l.n <= $most
        OR l.kind IN ('recall', 'recalled') AND r.kind <> l.kind
        OR l.kind = 'crowd' AND l.node_id IN (FROM crowded) AND (l.n <= $most OR l.rank = 1)
)
SELECT DISTINCT least(l_id, r_id) AS l_id, greatest(l_id, r_id) AS r_id
FROM pairs
WHERE l_id IN (FROM level) OR r_id IN (FROM level);
