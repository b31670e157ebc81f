-- A side of a comparison: a moment of one of the two clocks, asked of the release in use.
CREATE OR REPLACE TEMP TABLE $side_event AS FROM pub.event_as_of($known_at, $recorded_at);
CREATE OR REPLACE TEMP TABLE $side_mention AS FROM pub.mention_as_of($known_at, $recorded_at);
