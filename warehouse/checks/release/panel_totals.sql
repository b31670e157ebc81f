-- Does a panel hold more or fewer events than there are?
SELECT 'country_day' AS panel, sum(n_events) AS n_panel, (SELECT count(*) FROM pub.event) AS n_events FROM pub.country_day
HAVING coalesce(n_panel, 0) <> n_events
UNION ALL
SELECT 'admin1_week' AS panel, sum(n_events) AS n_panel, (SELECT count(*) FROM pub.event) AS n_events FROM pub.admin1_week
HAVING coalesce(n_panel, 0) <> n_events
UNION ALL
SELECT 'admin1_month' AS panel, sum(n_events) AS n_panel, (SELECT count(*) FROM pub.event) AS n_events FROM pub.admin1_month
HAVING coalesce(n_panel, 0) <> n_events
UNION ALL
SELECT 'admin2_month' AS panel, sum(n_events) AS n_panel, (SELECT count(*) FROM pub.event) AS n_events FROM pub.admin2_month
HAVING coalesce(n_panel, 0) <> n_events
UNION ALL
SELECT 'dyad_month' AS panel, sum(n_events) AS n_panel, (SELECT count(*) FROM pub.event) AS n_events FROM pub.dyad_month
HAVING coalesce(n_panel, 0) <> n_events
UNION ALL
SELECT 'actor_month' AS panel, sum(n_as_initiator) AS n_panel, (SELECT count(*) FROM pub.event) AS n_events FROM pub.actor_month
HAVING coalesce(n_panel, 0) <> n_events
UNION ALL
SELECT 'pg_month' AS panel, sum(n_events) AS n_panel, (SELECT count(*) FROM pub.event) AS n_events FROM pub.pg_month
HAVING coalesce(n_panel, 0) <> n_events
UNION ALL
SELECT 'h3_month' AS panel, sum(n_events) AS n_panel, (SELECT count(*) FROM pub.event) AS n_events FROM pub.h3_month
HAVING coalesce(n_panel, 0) <> n_events
