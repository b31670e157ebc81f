-- Events by type, place, actor, state and time; NULL asks for any. In the order of time, unknown dates last.
SELECT *
FROM pub.event_all
WHERE
    ($type::VARCHAR IS NULL OR event_type = upper($type) OR event_type || '/' || coalesce(event_mode, '') ILIKE $type)
    AND ($place::VARCHAR IS NULL OR lower($place) IN (lower(place_name), lower(admin1_name), lower(country_code), lower(place_id)))
    AND (
        $actor::VARCHAR IS NULL OR contains(lower(coalesce(initiator_name, '')), lower($actor))
        OR contains(lower(coalesce(target_name, '')), lower($actor)) OR $actor IN (initiator_id, target_id)
    )
    AND ($state::VARCHAR IS NULL OR state = $state)
    AND ($aspect::VARCHAR IS NULL OR aspect = $aspect)
    AND ($since::DATE IS NULL OR end_date >= $since)
    AND ($until::DATE IS NULL OR start_date <= $until)
    AND ($run_id::VARCHAR IS NULL OR run_id = $run_id)
ORDER BY start_date NULLS LAST, end_date, event_type, event_id
LIMIT $limit
