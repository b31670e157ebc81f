-- One number for all that a release shows, whatever the order of rows. Panels follow from it.
SELECT md5(string_agg(part, ' ' ORDER BY part))
FROM (
    SELECT 'event ' || count(*) || ' ' || coalesce(bit_xor(hash(t)), 0) AS part FROM pub.event_history AS t
    UNION ALL
    SELECT 'mention ' || count(*) || ' ' || coalesce(bit_xor(hash(t)), 0) FROM pub.mention_history AS t
    UNION ALL
    SELECT 'membership ' || count(*) || ' ' || coalesce(bit_xor(hash(t)), 0) FROM pub.membership_history AS t
    UNION ALL
    SELECT 'alias ' || count(*) || ' ' || coalesce(bit_xor(hash(t)), 0) FROM pub.event_alias AS t
    UNION ALL
    SELECT 'coverage ' || count(*) || ' ' || coalesce(bit_xor(hash(t)), 0) FROM pub.coverage AS t
    UNION ALL
    SELECT 'source ' || count(*) || ' ' || coalesce(bit_xor(hash(t)), 0) FROM pub.source AS t
    UNION ALL
    SELECT 'area ' || count(*) || ' ' || coalesce(bit_xor(hash(t)), 0) FROM pub.area AS t
    UNION ALL
    SELECT 'country ' || count(*) || ' ' || coalesce(bit_xor(hash(t)), 0) FROM pub.country AS t
    UNION ALL
    SELECT 'cell ' || count(*) || ' ' || coalesce(bit_xor(hash(t)), 0) FROM pub.country_cell AS t
)
