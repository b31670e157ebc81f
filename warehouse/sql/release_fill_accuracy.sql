-- Measures out of a CSV file with the columns of pub.accuracy.
INSERT INTO pub.accuracy BY NAME SELECT * FROM read_csv($file, header = true)
