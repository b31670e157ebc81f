-- Did an event occur more than a day after the last report of it came out? (A day's grace for time zones.)
SELECT event_id, event_type, start_date, last_reported_date, evidence
FROM pub.event
WHERE start_date > last_reported_date + 1
