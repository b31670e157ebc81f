-- A level of some mentions only.
CREATE OR REPLACE TEMP TABLE level AS FROM picked
