-- A side of a comparison: a release, attached under the name of the side.
CREATE OR REPLACE TEMP TABLE $side_event AS FROM $side.pub.event_all;
CREATE OR REPLACE TEMP TABLE $side_mention AS FROM $side.pub.mention;
