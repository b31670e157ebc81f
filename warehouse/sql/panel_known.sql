-- The events that a panel is made of: as they were known.
CREATE OR REPLACE TEMP TABLE panel_events AS FROM pub.event_as_of($known_at, $recorded_at)
