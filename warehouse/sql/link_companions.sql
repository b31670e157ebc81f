-- Mentions that the warehouse holds to be of one event with those of the level.
SELECT DISTINCT n.node_id
FROM node AS n
WHERE n.event_id IN (SELECT event_id FROM node SEMI JOIN level USING (node_id))
