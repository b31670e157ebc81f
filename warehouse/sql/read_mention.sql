-- One mention by its id.
SELECT * FROM pub.mention WHERE mention_id = $mention_id
