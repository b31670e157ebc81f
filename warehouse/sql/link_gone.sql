-- Rows of the warehouse that the batch replaces or no longer has.
SELECT node_id FROM node WHERE is_gone
