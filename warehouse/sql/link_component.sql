-- Blocks of the last comparison: each component as a whole.
CREATE OR REPLACE TEMP TABLE block AS FROM component
