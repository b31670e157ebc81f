-- Does a release as of now differ from what it shows?
(SELECT event_id, state, n_mentions FROM pub.event_as_of(NULL, NULL) EXCEPT SELECT event_id, state, n_mentions FROM pub.event_all)
UNION ALL
(SELECT event_id, state, n_mentions FROM pub.event_all EXCEPT SELECT event_id, state, n_mentions FROM pub.event_as_of(NULL, NULL))
