-- The events that a panel is made of: as they stand.
CREATE OR REPLACE TEMP TABLE panel_events AS FROM pub.event_all
