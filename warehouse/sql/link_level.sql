-- The frontier with all that has to be solved together with it: what its articles tell of the type, the cells of these, and their articles.
CREATE OR REPLACE TEMP TABLE level AS
WITH mine AS (SELECT DISTINCT article_id, event_type FROM node SEMI JOIN frontier USING (node_id)),
cells AS (SELECT DISTINCT cell FROM node SEMI JOIN mine USING (article_id, event_type)),
mates AS (SELECT DISTINCT article_id, event_type FROM node SEMI JOIN cells USING (cell))
SELECT node_id FROM node SEMI JOIN mates USING (article_id, event_type);
