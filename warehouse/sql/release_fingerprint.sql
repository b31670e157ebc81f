-- One number for all that a release shows, whatever the order of rows.
SELECT md5(string_agg(part, ' ' ORDER BY part))
FROM (
    SELECT 'event ' || count(*) || ' ' || coalesce(bit_xor(hash(t)), 0) AS part FROM pub.event_all AS t
    UNION ALL
    SELECT 'mention ' || count(*) || ' ' || coalesce(bit_xor(hash(t)), 0) FROM pub.mention AS t
    UNION ALL
    SELECT 'claim ' || count(*) || ' ' || coalesce(bit_xor(hash(t)), 0) FROM pub.claim AS t
    UNION ALL
    SELECT 'coverage ' || count(*) || ' ' || coalesce(bit_xor(hash(t)), 0) FROM pub.coverage AS t
)
