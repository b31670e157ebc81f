-- Files of a release that hold another number of rows than the table they are of.
WITH counted AS (
    SELECT 'csv/event.csv' AS file, (SELECT count(*) FROM read_csv($folder || '/csv/event.csv', all_varchar = true)) AS n_file, (SELECT count(*) FROM pub.event) AS n_table
    UNION ALL
    SELECT 'csv/claim.csv', (SELECT count(*) FROM read_csv($folder || '/csv/claim.csv', all_varchar = true)), (SELECT count(*) FROM pub.claim)
    UNION ALL
    SELECT 'csv/country_day.csv', (SELECT count(*) FROM read_csv($folder || '/csv/country_day.csv', all_varchar = true)), (SELECT count(*) FROM pub.country_day)
    UNION ALL
    SELECT 'events.parquet', (SELECT count(*) FROM read_parquet($folder || '/events.parquet')), (SELECT count(*) FROM pub.event)
    UNION ALL
    SELECT 'parquet/event', (SELECT count(*) FROM read_parquet($folder || '/parquet/event/*/*.parquet')), (SELECT count(*) FROM pub.event)
    UNION ALL
    SELECT 'parquet/mention', (SELECT count(*) FROM read_parquet($folder || '/parquet/mention/*/*.parquet')), (SELECT count(*) FROM pub.mention)
)
SELECT file, n_file, n_table FROM counted WHERE n_file <> n_table
