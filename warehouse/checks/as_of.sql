-- Does the view as of now differ from the current one?
(SELECT event_id, state || ' ' || n_mentions AS value FROM pub.event_as_of(NULL, NULL) EXCEPT SELECT event_id, state || ' ' || n_mentions FROM pub.event_all)
UNION ALL
(SELECT event_id, state || ' ' || n_mentions FROM pub.event_all EXCEPT SELECT event_id, state || ' ' || n_mentions FROM pub.event_as_of(NULL, NULL))
UNION ALL
(SELECT mention_id, event_id FROM pub.mention_as_of(NULL, NULL) EXCEPT SELECT mention_id, event_id FROM pub.mention)
UNION ALL
(SELECT mention_id, event_id FROM pub.mention EXCEPT SELECT mention_id, event_id FROM pub.mention_as_of(NULL, NULL))
