-- What is known of how good the coding is: empty unless measured.
CREATE TABLE pub.accuracy (
    gold_name VARCHAR, measure_name VARCHAR, subset_name VARCHAR, n_items INTEGER, value DOUBLE, low DOUBLE, high DOUBLE, extractor_version VARCHAR
);
COMMENT ON TABLE pub.accuracy IS 'How good the coding is: a row a measure on a set of articles coded by hand. Empty where nothing was measured for this release.';
COMMENT ON COLUMN pub.accuracy.gold_name IS 'The set coded by hand.';
COMMENT ON COLUMN pub.accuracy.measure_name IS 'precision | recall | f1 | …';
COMMENT ON COLUMN pub.accuracy.subset_name IS 'What of the set it is on, NULL for all.';
COMMENT ON COLUMN pub.accuracy.n_items IS 'Items that it rests on.';
COMMENT ON COLUMN pub.accuracy.value IS 'The measure, 0 to 1.';
COMMENT ON COLUMN pub.accuracy.low IS 'Lower end of its interval.';
COMMENT ON COLUMN pub.accuracy.high IS 'Upper end of its interval.';
COMMENT ON COLUMN pub.accuracy.extractor_version IS 'Extractor version that was measured; compare it with that of the rows.';
