-- Comments on columns that exist only in views, and on macros. DuckDB only: DuckLake has no comments on either.
-- A view's column named as a column of a table means the same, and takes its comment (warehouse/sql/inherited_comments.sql).
COMMENT ON MACRO TABLE pub.event_as_of IS 'pub.event_all as it was known: by news published up to known_at and loaded up to recorded_at (UTC timestamps; NULL: no bound). Example: FROM pub.event_as_of(TIMESTAMP ''2021-08-14'', NULL).';

COMMENT ON COLUMN core.claim.claim_id IS 'Id of the claim: its mention and its place among the claims of that.';
COMMENT ON COLUMN core.claim.claim_position IS 'Its place among the claims of the mention, from 1.';
COMMENT ON COLUMN core.claim.stance IS 'asserts | denies | blames | claims_responsibility.';
COMMENT ON COLUMN core.claim.claimant_id IS 'Id of the actor who says so; NULL if no table knows it or it is unnamed.';
COMMENT ON COLUMN core.claim.claimant_name IS 'Name of who says so, NULL if unnamed (reportedly); of an event, all of them in order of publication, joined by "; ".';
COMMENT ON COLUMN core.claim.claimant_text IS 'The claimant in the words of the article; of an event, all of them in order of publication, joined by "; ".';
COMMENT ON COLUMN core.claim.claimant_country_code IS 'ISO 3166-1 alpha-3 code of the claimant.';
COMMENT ON COLUMN core.claim.claimant_sector_code IS 'PLOVER sector of the claimant.';
COMMENT ON COLUMN core.claim.cue IS 'The words that mark the claim (said, denied, according to).';
COMMENT ON COLUMN core.claim.cue_start IS 'Offset of the cue in the text, code points.';
COMMENT ON COLUMN core.claim.cue_end IS 'End of the cue, exclusive.';

COMMENT ON COLUMN core.toll.victim_category IS 'deaths | injured.';
COMMENT ON COLUMN core.toll.victims IS 'Who the victims were, in the words of the text.';
COMMENT ON COLUMN core.toll.low IS 'Least number of people told.';
COMMENT ON COLUMN core.toll.high IS 'Most; NULL means at least.';

COMMENT ON COLUMN core.event_wide.initiator_name IS 'Who did it: names joined by "; ", NULL if not told.';
COMMENT ON COLUMN core.event_wide.initiator_id IS 'Actor id of the first initiator, NULL if no table knows it.';
COMMENT ON COLUMN core.event_wide.initiator_country_code IS 'ISO 3166-1 alpha-3 code of the first initiator.';
COMMENT ON COLUMN core.event_wide.initiator_sector_code IS 'PLOVER sector of the first initiator.';
COMMENT ON COLUMN core.event_wide.target_name IS 'To whom: names joined by "; ", NULL if not told.';
COMMENT ON COLUMN core.event_wide.target_id IS 'Actor id of the first target, NULL if no table knows it.';
COMMENT ON COLUMN core.event_wide.target_country_code IS 'ISO 3166-1 alpha-3 code of the first target.';
COMMENT ON COLUMN core.event_wide.target_sector_code IS 'PLOVER sector of the first target.';
COMMENT ON COLUMN core.event_wide.acled_time_precision IS 'ACLED time precision: 1 the day, 2 within a week, 3 within a month; NULL if coarser than ACLED codes.';
COMMENT ON COLUMN core.event_wide.ucdp_date_precision IS 'UCDP date_prec: 1 the day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year; NULL if coarser.';
COMMENT ON COLUMN core.event_wide.acled_geo_precision IS 'ACLED geo precision: 1 a town or site, 2 a district, 3 a province or region; NULL if coarser than ACLED codes.';
COMMENT ON COLUMN core.event_wide.ucdp_where_precision IS 'UCDP where_prec: 1 exact, 3 district, 4 province, 5 region, 6 country, 7 water. 2 (near a place) is not told apart yet.';
COMMENT ON COLUMN core.event_wide.evidence IS 'The sentence that tells it, of the representative mention. May be under copyright of its publisher.';

COMMENT ON COLUMN pub.mention.is_duplicate IS 'True if the article is a duplicate of another: no independent report.';
COMMENT ON COLUMN pub.coverage.n_offered IS 'Articles offered.';
COMMENT ON COLUMN pub.coverage.n_fetched IS 'Articles whose bytes were got.';
COMMENT ON COLUMN pub.coverage.n_gone IS 'Articles that were no longer there.';
COMMENT ON COLUMN pub.coverage.n_blocked IS 'Articles refused by robots.txt, a login or the server.';
COMMENT ON COLUMN pub.coverage.n_failed IS 'Articles that a server did not give, by silence or error.';
COMMENT ON COLUMN pub.coverage.n_read IS 'Articles read that are no duplicates.';
COMMENT ON COLUMN pub.coverage.n_duplicates IS 'Articles that are duplicates of another.';
COMMENT ON COLUMN pub.coverage.n_rejected IS 'Inputs that could not be read.';

COMMENT ON COLUMN core.event_relation.relation_id IS 'Id of the relation, a hash over its type and both events.';
COMMENT ON COLUMN core.event_relation.relation_type IS 'carried_out (of a plan) | denial | blame | responsibility (claimed) | retaliation | follow_up: what event_id is to related_event_id.';
COMMENT ON COLUMN core.event_relation.event_id IS 'The event that relates to another: the later one, or the act of speech.';
COMMENT ON COLUMN core.event_relation.related_event_id IS 'The event that it relates to.';
COMMENT ON COLUMN core.event_relation.n_days IS 'Days from the end of that one to the start of this one; NULL if either is open.';
COMMENT ON COLUMN core.event_relation.n_articles IS 'Articles that tell of both; 0 if only their facts fit, as of a plan and what came of it.';
COMMENT ON COLUMN pub.event_relation.event_id IS 'The event that relates to another: the later one, or the act of speech.';
COMMENT ON COLUMN pub.event_relation.n_articles IS 'Articles that tell of both; 0 if only their facts fit, as of a plan and what came of it.';
COMMENT ON COLUMN pub.event_alias.event_id IS 'The event that it leads to.';
COMMENT ON COLUMN pub.decision.event_id IS 'The event that it speaks of, as named then; resolve by pub.event_alias.';
