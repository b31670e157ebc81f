-- The statement that writes a table as Parquet, a folder a year of its start_date.
SELECT
    'COPY (SELECT *, coalesce(year(start_date)::VARCHAR, ''undated'') AS year FROM pub.' || $table || ') TO ''' || replace($folder, '''', '''''')
    || ''' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year), FILENAME_PATTERN ''' || $table || '_{i}'')'
