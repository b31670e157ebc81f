-- core: coded facts. Append-only: a new opinion is a new row, and the current views show the latest. The DDL keeps to what DuckLake also takes.
CREATE SCHEMA IF NOT EXISTS core;

CREATE TABLE IF NOT EXISTS core.mention (
    mention_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    published_from DATE,
    published_to DATE,
    published_basis VARCHAR NOT NULL,
    known_at TIMESTAMP,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    words VARCHAR[],
    event_type VARCHAR NOT NULL,
    event_mode VARCHAR,
    cameo_code VARCHAR,
    initiators STRUCT(actor_id VARCHAR, name VARCHAR, text VARCHAR, country_code VARCHAR, sector_code VARCHAR, span_start INTEGER, span_end INTEGER)[],
    targets STRUCT(actor_id VARCHAR, name VARCHAR, text VARCHAR, country_code VARCHAR, sector_code VARCHAR, span_start INTEGER, span_end INTEGER)[],
    place_id VARCHAR,
    place_name VARCHAR,
    place_type VARCHAR,
    country_code VARCHAR,
    admin1_name VARCHAR,
    admin2_name VARCHAR,
    latitude DOUBLE,
    longitude DOUBLE,
    radius_km DOUBLE,
    place_told VARCHAR,
    place_basis VARCHAR,
    place_confidence DOUBLE,
    start_date DATE,
    end_date DATE,
    date_precision VARCHAR,
    date_told VARCHAR,
    date_basis VARCHAR,
    voice VARCHAR NOT NULL,
    polarity VARCHAR NOT NULL,
    modality VARCHAR NOT NULL,
    aspect VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    claims STRUCT(stance VARCHAR, actor_id VARCHAR, name VARCHAR, text VARCHAR, country_code VARCHAR, sector_code VARCHAR, span_start INTEGER, span_end INTEGER, cue VARCHAR, cue_start INTEGER, cue_end INTEGER)[],
    deaths_low INTEGER,
    deaths_high INTEGER,
    deaths_victims VARCHAR,
    injured_low INTEGER,
    injured_high INTEGER,
    injured_victims VARCHAR,
    score DOUBLE NOT NULL,
    rule VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);
COMMENT ON TABLE core.mention IS 'A row a version of a mention: one span of one article that tells of an event. What the text says (told) stands beside what is resolved. Not countable as events: several mentions tell of one happening; see core.event.';
COMMENT ON COLUMN core.mention.mention_id IS 'Id of the mention, a hash over article, span and type.';
COMMENT ON COLUMN core.mention.article_id IS 'The article it stands in; see raw.article.';
COMMENT ON COLUMN core.mention.source_id IS 'Publisher of the article.';
COMMENT ON COLUMN core.mention.report_id IS 'The article, or the first of its duplicates: mentions of one report are not independent.';
COMMENT ON COLUMN core.mention.published_from IS 'First day on which the article may have come out, as the extraction read it.';
COMMENT ON COLUMN core.mention.published_to IS 'Last day on which the article may have come out, inclusive.';
COMMENT ON COLUMN core.mention.published_basis IS 'given | dateline | inferred | unknown.';
COMMENT ON COLUMN core.mention.known_at IS 'By when it was surely published: midnight UTC of the last day of the publication span; NULL for undated articles, which count as known when loaded.';
COMMENT ON COLUMN core.mention.span_start IS 'Offset of the trigger in the text, code points.';
COMMENT ON COLUMN core.mention.span_end IS 'End of the trigger, exclusive.';
COMMENT ON COLUMN core.mention.text IS 'The trigger: the words that were coded.';
COMMENT ON COLUMN core.mention.sentence_start IS 'Offset of its sentence.';
COMMENT ON COLUMN core.mention.sentence_end IS 'End of its sentence, exclusive.';
COMMENT ON COLUMN core.mention.words IS 'Content words of the sentence, for linking.';
COMMENT ON COLUMN core.mention.event_type IS 'PLOVER event type (ASSAULT, CONSULT, …).';
COMMENT ON COLUMN core.mention.event_mode IS 'PLOVER mode, NULL if the text gives none.';
COMMENT ON COLUMN core.mention.cameo_code IS 'CAMEO code, text: 010 is not 10.';
COMMENT ON COLUMN core.mention.initiators IS 'Who did it, in order. Each has actor_id (NULL if no table knows it), name, text (words of the article), country_code (ISO alpha-3), sector_code (PLOVER: GOV MIL REB CVL …), span_start, span_end.';
COMMENT ON COLUMN core.mention.targets IS 'To whom, in order. Each has actor_id (NULL if no table knows it), name, text (words of the article), country_code (ISO alpha-3), sector_code (PLOVER: GOV MIL REB CVL …), span_start, span_end.';
COMMENT ON COLUMN core.mention.place_id IS 'Gazetteer id of the place (geonames:…, iso:…, khabar:…), NULL if not placed.';
COMMENT ON COLUMN core.mention.place_name IS 'Name of the place in the gazetteer.';
COMMENT ON COLUMN core.mention.place_type IS 'site | city | district | admin1 | region | country | water.';
COMMENT ON COLUMN core.mention.country_code IS 'ISO 3166-1 alpha-3 code of the country of the place.';
COMMENT ON COLUMN core.mention.admin1_name IS 'First-level division (province) of the place.';
COMMENT ON COLUMN core.mention.admin2_name IS 'Second-level division (district) of the place.';
COMMENT ON COLUMN core.mention.latitude IS 'WGS 84 degrees north of the point for the place.';
COMMENT ON COLUMN core.mention.longitude IS 'WGS 84 degrees east of the point for the place.';
COMMENT ON COLUMN core.mention.radius_km IS 'How far off the point may be, kilometres; a province has a large one. Never map such a point as an exact location.';
COMMENT ON COLUMN core.mention.place_told IS 'The words of the article that tell the place.';
COMMENT ON COLUMN core.mention.place_basis IS 'Where the place was told: sentence | neighbour | dateline | document.';
COMMENT ON COLUMN core.mention.place_confidence IS '0 to 1, that the gazetteer entry is the one meant.';
COMMENT ON COLUMN core.mention.start_date IS 'First day on which it may have happened; NULL if open or unknown.';
COMMENT ON COLUMN core.mention.end_date IS 'Last day, inclusive; equals start_date where the day is known. An interval says when it may have happened, not how long it lasted.';
COMMENT ON COLUMN core.mention.date_precision IS 'Precision of the words: day | range | weekend | week | month | quarter | season | year | decade | open.';
COMMENT ON COLUMN core.mention.date_told IS 'The words of the article that tell the date.';
COMMENT ON COLUMN core.mention.date_basis IS 'expression | neighbour | publication (no words: taken from the publication day).';
COMMENT ON COLUMN core.mention.voice IS 'Who tells: narrator | self (a party of its own deed) | other.';
COMMENT ON COLUMN core.mention.polarity IS 'affirmed | negated.';
COMMENT ON COLUMN core.mention.modality IS 'actual | possible (plans, threats, hearsay).';
COMMENT ON COLUMN core.mention.aspect IS 'event (bounded, countable) | process | aggregate (totals) | state | recap. Count events only.';
COMMENT ON COLUMN core.mention.status IS 'asserted | claimed | denied | possible | negated, derived from voice, polarity, modality and claims.';
COMMENT ON COLUMN core.mention.claims IS 'Who says so, in order; unnested in core.claim. stance: asserts | denies | blames | claims_responsibility; name NULL if unnamed (reportedly).';
COMMENT ON COLUMN core.mention.deaths_low IS 'Least number killed that the mention tells; NULL if it tells none, which is not zero.';
COMMENT ON COLUMN core.mention.deaths_high IS 'Most; NULL with deaths_low set means at least.';
COMMENT ON COLUMN core.mention.deaths_victims IS 'Who was killed, in the words of the text.';
COMMENT ON COLUMN core.mention.injured_low IS 'Least number injured that the mention tells; NULL if it tells none.';
COMMENT ON COLUMN core.mention.injured_high IS 'Most; NULL with injured_low set means at least.';
COMMENT ON COLUMN core.mention.injured_victims IS 'Who was injured, in the words of the text.';
COMMENT ON COLUMN core.mention.score IS '0 to 1, confidence of the coding.';
COMMENT ON COLUMN core.mention.rule IS 'The row of the lexicon that coded it, so that it can be explained and corrected.';
COMMENT ON COLUMN core.mention.extractor_version IS 'One hash over the versions of code, model, seeds and gazetteer; see raw.run. Don''t mix in one series.';
COMMENT ON COLUMN core.mention.content_hash IS 'Hash over the content of the row; a row is added only if it differs from the current one.';
COMMENT ON COLUMN core.mention.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN core.mention.recorded_at IS 'When the row was loaded, UTC: the second clock of knowing.';
COMMENT ON COLUMN core.mention.seq IS 'Number of the load in the order of commits; the latest row of an id is the one with the highest.';
COMMENT ON COLUMN core.mention.is_retracted IS 'True for a tombstone: from this row on the id no longer holds.';

CREATE TABLE IF NOT EXISTS core.event (
    event_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    known_at TIMESTAMP,
    event_type VARCHAR NOT NULL,
    event_mode VARCHAR,
    cameo_code VARCHAR,
    aspect VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    initiators STRUCT(actor_id VARCHAR, name VARCHAR, text VARCHAR, country_code VARCHAR, sector_code VARCHAR, span_start INTEGER, span_end INTEGER)[],
    targets STRUCT(actor_id VARCHAR, name VARCHAR, text VARCHAR, country_code VARCHAR, sector_code VARCHAR, span_start INTEGER, span_end INTEGER)[],
    claimants STRUCT(actor_id VARCHAR, name VARCHAR, text VARCHAR, country_code VARCHAR, sector_code VARCHAR, span_start INTEGER, span_end INTEGER)[],
    place_id VARCHAR,
    place_name VARCHAR,
    place_type VARCHAR,
    country_code VARCHAR,
    admin1_name VARCHAR,
    admin2_name VARCHAR,
    latitude DOUBLE,
    longitude DOUBLE,
    radius_km DOUBLE,
    place_basis VARCHAR,
    start_date DATE,
    end_date DATE,
    date_precision VARCHAR,
    date_basis VARCHAR,
    deaths_low INTEGER,
    deaths_best INTEGER,
    deaths_high INTEGER,
    injured_low INTEGER,
    injured_best INTEGER,
    injured_high INTEGER,
    toll_rule VARCHAR NOT NULL,
    n_mentions INTEGER NOT NULL,
    n_articles INTEGER NOT NULL,
    n_sources INTEGER NOT NULL,
    n_owners INTEGER NOT NULL,
    first_reported_date DATE,
    last_reported_date DATE,
    representative_mention_id VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    acled_like_type VARCHAR,
    acled_like_sub_type VARCHAR,
    ucdp_candidate_type VARCHAR,
    value_mentions VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);
COMMENT ON TABLE core.event IS 'A row a state of knowledge of an event: all rows of one event with its highest seq together are its history by publication (version 1, 2, …); the highest version is the current one. pub.event is the table to count.';
COMMENT ON COLUMN core.event.event_id IS 'Id of the event, a hash over its earliest-published mention; ids that were absorbed are in core.event_alias.';
COMMENT ON COLUMN core.event.version IS 'Number of the state of knowledge, from 1: each day of news that changed the event has one.';
COMMENT ON COLUMN core.event.known_at IS 'Publication of the news that made this state of knowledge, midnight UTC; NULL if by undated articles, which count as known when loaded.';
COMMENT ON COLUMN core.event.event_type IS 'PLOVER event type (ASSAULT, CONSULT, …).';
COMMENT ON COLUMN core.event.event_mode IS 'PLOVER mode, NULL if the text gives none.';
COMMENT ON COLUMN core.event.cameo_code IS 'CAMEO code, text: 010 is not 10.';
COMMENT ON COLUMN core.event.aspect IS 'event (bounded, countable) | process | aggregate (totals) | state | recap.';
COMMENT ON COLUMN core.event.state IS 'occurred | claimed | self_reported | disputed | denied | planned | negated, derived from the independent reports; retracted by an analyst''s decision.';
COMMENT ON COLUMN core.event.initiators IS 'Who did it, by majority of the reports. Each has actor_id (NULL if no table knows it), name, text (words of the article), country_code (ISO alpha-3), sector_code (PLOVER: GOV MIL REB CVL …), span_start, span_end.';
COMMENT ON COLUMN core.event.targets IS 'To whom, by majority of the reports. Each has actor_id (NULL if no table knows it), name, text (words of the article), country_code (ISO alpha-3), sector_code (PLOVER: GOV MIL REB CVL …), span_start, span_end.';
COMMENT ON COLUMN core.event.claimants IS 'Who says so, in order of publication. Each has actor_id (NULL if no table knows it), name, text (words of the article), country_code (ISO alpha-3), sector_code (PLOVER: GOV MIL REB CVL …), span_start, span_end.';
COMMENT ON COLUMN core.event.place_id IS 'Gazetteer id of the place (geonames:…, iso:…, khabar:…), NULL if not placed.';
COMMENT ON COLUMN core.event.place_name IS 'Name of the place in the gazetteer.';
COMMENT ON COLUMN core.event.place_type IS 'site | city | district | admin1 | region | country | water.';
COMMENT ON COLUMN core.event.country_code IS 'ISO 3166-1 alpha-3 code of the country of the place.';
COMMENT ON COLUMN core.event.admin1_name IS 'First-level division (province) of the place.';
COMMENT ON COLUMN core.event.admin2_name IS 'Second-level division (district) of the place.';
COMMENT ON COLUMN core.event.latitude IS 'WGS 84 degrees north of the point for the place.';
COMMENT ON COLUMN core.event.longitude IS 'WGS 84 degrees east of the point for the place.';
COMMENT ON COLUMN core.event.radius_km IS 'How far off the point may be, kilometres; a province has a large one. Never map such a point as an exact location.';
COMMENT ON COLUMN core.event.place_basis IS 'Where the place was told: sentence | neighbour | dateline | document.';
COMMENT ON COLUMN core.event.start_date IS 'First day on which it may have happened; NULL if open or unknown.';
COMMENT ON COLUMN core.event.end_date IS 'Last day, inclusive; equals start_date where the day is known. An interval says when it may have happened, not how long it lasted.';
COMMENT ON COLUMN core.event.date_precision IS 'Precision of the words: day | range | weekend | week | month | quarter | season | year | decade | open.';
COMMENT ON COLUMN core.event.date_basis IS 'expression | neighbour | publication (no words: taken from the publication day).';
COMMENT ON COLUMN core.event.deaths_low IS 'Least number killed that any report tells; NULL if none does, which is not zero.';
COMMENT ON COLUMN core.event.deaths_best IS 'Number killed by the rule in toll_rule; NULL if no report tells any.';
COMMENT ON COLUMN core.event.deaths_high IS 'Most that any report tells; NULL with deaths_low set means at least.';
COMMENT ON COLUMN core.event.injured_low IS 'Least number injured that any report tells; NULL if none does.';
COMMENT ON COLUMN core.event.injured_best IS 'Number injured by the rule in toll_rule.';
COMMENT ON COLUMN core.event.injured_high IS 'Most injured that any report tells; NULL with injured_low set means at least.';
COMMENT ON COLUMN core.event.toll_rule IS 'Rule behind the best figures. latest_independent: of the reports that are not a party''s own, the latest published; ucdp: the figure that most of them tell; acled: the lowest.';
COMMENT ON COLUMN core.event.n_mentions IS 'Mentions linked, duplicates included.';
COMMENT ON COLUMN core.event.n_articles IS 'Independent reports linked: duplicates count once.';
COMMENT ON COLUMN core.event.n_sources IS 'Publishers among them.';
COMMENT ON COLUMN core.event.n_owners IS 'Owners of these publishers; one without a declared owner is its own. What one owner publishes is no two independent reports.';
COMMENT ON COLUMN core.event.first_reported_date IS 'Publication day of the first report, NULL if undated.';
COMMENT ON COLUMN core.event.last_reported_date IS 'Publication day of the last report, NULL if undated.';
COMMENT ON COLUMN core.event.representative_mention_id IS 'The mention that tells it best; its sentence is the evidence.';
COMMENT ON COLUMN core.event.score IS '0 to 1, the highest confidence among its mentions.';
COMMENT ON COLUMN core.event.acled_like_type IS 'ACLED event type by our table: like, not ACLED''s own coding.';
COMMENT ON COLUMN core.event.acled_like_sub_type IS 'ACLED sub-event type by our table.';
COMMENT ON COLUMN core.event.ucdp_candidate_type IS 'UCDP type of violence by our table: a candidate, since UCDP needs actors and deaths confirmed.';
COMMENT ON COLUMN core.event.value_mentions IS 'The mentions behind each value, as JSON: type, mode, state, initiators, targets, place, date, deaths, injured, each with mention ids, or with the decision that set it.';
COMMENT ON COLUMN core.event.extractor_version IS 'Extractor version of its mentions; several are joined by +.';
COMMENT ON COLUMN core.event.content_hash IS 'Hash over the content of the row; a row is added only if it differs from the current one.';
COMMENT ON COLUMN core.event.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN core.event.recorded_at IS 'When the row was loaded, UTC: the second clock of knowing.';
COMMENT ON COLUMN core.event.seq IS 'Number of the load in the order of commits; the latest row of an id is the one with the highest.';
COMMENT ON COLUMN core.event.is_retracted IS 'True for a tombstone: from this row on the id no longer holds.';

CREATE TABLE IF NOT EXISTS core.event_mention (
    event_id VARCHAR NOT NULL,
    mention_id VARCHAR NOT NULL,
    known_at TIMESTAMP,
    link_score DOUBLE NOT NULL,
    nearest_mention_id VARCHAR,
    link_parts VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);
COMMENT ON TABLE core.event_mention IS 'A row a membership of a mention in an event, with what joined it. A mention is in one event at a time.';
COMMENT ON COLUMN core.event_mention.event_id IS 'The event.';
COMMENT ON COLUMN core.event_mention.mention_id IS 'The mention.';
COMMENT ON COLUMN core.event_mention.known_at IS 'By when it was surely published: midnight UTC of the last day of the publication span; NULL for undated articles, which count as known when loaded.';
COMMENT ON COLUMN core.event_mention.link_score IS '0 to 1, score of its best pair with another member; 1 for a mention alone.';
COMMENT ON COLUMN core.event_mention.nearest_mention_id IS 'The other mention of that pair, NULL if alone.';
COMMENT ON COLUMN core.event_mention.link_parts IS 'Named parts of that score as JSON, each 0 to 1: mode, initiator, target, place, date, words, toll, article.';
COMMENT ON COLUMN core.event_mention.content_hash IS 'Hash over the content of the row; a row is added only if it differs from the current one.';
COMMENT ON COLUMN core.event_mention.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN core.event_mention.recorded_at IS 'When the row was loaded, UTC: the second clock of knowing.';
COMMENT ON COLUMN core.event_mention.seq IS 'Number of the load in the order of commits; the latest row of an id is the one with the highest.';
COMMENT ON COLUMN core.event_mention.is_retracted IS 'True for a tombstone: from this row on the id no longer holds.';

CREATE TABLE IF NOT EXISTS core.event_alias (
    alias_id VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);
COMMENT ON TABLE core.event_alias IS 'A row an event id that is no more and the event that holds what it held. Resolve ids kept outside by core.event_alias_current, one hop.';
COMMENT ON COLUMN core.event_alias.alias_id IS 'The old event id.';
COMMENT ON COLUMN core.event_alias.event_id IS 'The event that it leads to.';
COMMENT ON COLUMN core.event_alias.reason IS 'merged | retracted (its first mention no longer holds).';
COMMENT ON COLUMN core.event_alias.content_hash IS 'Hash over the content of the row; a row is added only if it differs from the current one.';
COMMENT ON COLUMN core.event_alias.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN core.event_alias.recorded_at IS 'When the row was loaded, UTC: the second clock of knowing.';
COMMENT ON COLUMN core.event_alias.seq IS 'Number of the load in the order of commits; the latest row of an id is the one with the highest.';
COMMENT ON COLUMN core.event_alias.is_retracted IS 'True for a tombstone: from this row on the id no longer holds.';

CREATE TABLE IF NOT EXISTS core.actor (
    actor_id VARCHAR NOT NULL,
    actor_name VARCHAR NOT NULL,
    country_code VARCHAR,
    sector_code VARCHAR,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);
COMMENT ON TABLE core.actor IS 'A row an actor that was seen and that the actor tables know. As coded last; roles over time come with core.actor_role.';
COMMENT ON COLUMN core.actor.actor_id IS 'Id of the actor.';
COMMENT ON COLUMN core.actor.actor_name IS 'Name of the political actor.';
COMMENT ON COLUMN core.actor.country_code IS 'ISO 3166-1 alpha-3 code of its country.';
COMMENT ON COLUMN core.actor.sector_code IS 'PLOVER sector: GOV MIL REB CVL …';
COMMENT ON COLUMN core.actor.content_hash IS 'Hash over the content of the row; a row is added only if it differs from the current one.';
COMMENT ON COLUMN core.actor.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN core.actor.recorded_at IS 'When the row was loaded, UTC: the second clock of knowing.';
COMMENT ON COLUMN core.actor.seq IS 'Number of the load in the order of commits; the latest row of an id is the one with the highest.';
COMMENT ON COLUMN core.actor.is_retracted IS 'True for a tombstone: from this row on the id no longer holds.';

CREATE TABLE IF NOT EXISTS core.place (
    place_id VARCHAR NOT NULL,
    place_name VARCHAR NOT NULL,
    place_type VARCHAR NOT NULL,
    country_code VARCHAR,
    admin1_name VARCHAR,
    admin2_name VARCHAR,
    latitude DOUBLE NOT NULL,
    longitude DOUBLE NOT NULL,
    radius_km DOUBLE NOT NULL,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);
COMMENT ON TABLE core.place IS 'A row a place that was seen, as the gazetteer has it.';
COMMENT ON COLUMN core.place.place_id IS 'Gazetteer id of the place (geonames:…, iso:…, khabar:…), NULL if not placed.';
COMMENT ON COLUMN core.place.place_name IS 'Name of the place in the gazetteer.';
COMMENT ON COLUMN core.place.place_type IS 'site | city | district | admin1 | region | country | water.';
COMMENT ON COLUMN core.place.country_code IS 'ISO 3166-1 alpha-3 code of the country of the place.';
COMMENT ON COLUMN core.place.admin1_name IS 'First-level division (province) of the place.';
COMMENT ON COLUMN core.place.admin2_name IS 'Second-level division (district) of the place.';
COMMENT ON COLUMN core.place.latitude IS 'WGS 84 degrees north of the point for the place.';
COMMENT ON COLUMN core.place.longitude IS 'WGS 84 degrees east of the point for the place.';
COMMENT ON COLUMN core.place.radius_km IS 'How far off the point may be, kilometres; a province has a large one. Never map such a point as an exact location.';
COMMENT ON COLUMN core.place.content_hash IS 'Hash over the content of the row; a row is added only if it differs from the current one.';
COMMENT ON COLUMN core.place.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN core.place.recorded_at IS 'When the row was loaded, UTC: the second clock of knowing.';
COMMENT ON COLUMN core.place.seq IS 'Number of the load in the order of commits; the latest row of an id is the one with the highest.';
COMMENT ON COLUMN core.place.is_retracted IS 'True for a tombstone: from this row on the id no longer holds.';

CREATE TABLE IF NOT EXISTS core.source (
    source_id VARCHAR NOT NULL,
    source_name VARCHAR NOT NULL,
    source_type VARCHAR,
    country_code VARCHAR,
    language VARCHAR,
    owner_name VARCHAR,
    owner_group_name VARCHAR,
    stances STRUCT(value VARCHAR, valid_from DATE, valid_to DATE)[],
    accesses STRUCT(value VARCHAR, valid_from DATE, valid_to DATE)[],
    url VARCHAR,
    scope_country_codes VARCHAR[],
    scope_topics VARCHAR[],
    licence_name VARCHAR,
    rights_note VARCHAR,
    schedule VARCHAR,
    n_daily_low INTEGER,
    n_daily_high INTEGER,
    n_lag_days INTEGER,
    verified_date DATE,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);
COMMENT ON TABLE core.source IS 'A row a publisher.';
COMMENT ON COLUMN core.source.source_id IS 'Id of the publisher.';
COMMENT ON COLUMN core.source.source_name IS 'Name of the publisher.';
COMMENT ON COLUMN core.source.source_type IS 'agency | newspaper | broadcaster | government | belligerent | research | …';
COMMENT ON COLUMN core.source.country_code IS 'ISO 3166-1 alpha-3 code of its seat.';
COMMENT ON COLUMN core.source.language IS 'ISO 639-1 code of its main language.';
COMMENT ON COLUMN core.source.owner_name IS 'Owner; reports of one owner may relay each other.';
COMMENT ON COLUMN core.source.owner_group_name IS 'Who stands behind the owner (a state, a holding, a party): sources of one group are not independent of each other.';
COMMENT ON COLUMN core.source.stances IS 'What it is over time: independent | state | belligerent | partisan, each with valid_from and valid_to (inclusive, NULL if open).';
COMMENT ON COLUMN core.source.accesses IS 'How it may be read over time: open | registration | paywall | blocked | closed, each with valid_from and valid_to (inclusive, NULL if open).';
COMMENT ON COLUMN core.source.url IS 'Home page or feed.';
COMMENT ON COLUMN core.source.scope_country_codes IS 'Countries it says it covers, ISO alpha-3. Empty: undeclared, so that no zero is earned by it.';
COMMENT ON COLUMN core.source.scope_topics IS 'Topics it says it covers; empty: undeclared.';
COMMENT ON COLUMN core.source.licence_name IS 'Licence of its texts, NULL if not known.';
COMMENT ON COLUMN core.source.rights_note IS 'What may be done with its texts, in words.';
COMMENT ON COLUMN core.source.schedule IS 'How often it is worth looking at, as cron; NULL if undeclared.';
COMMENT ON COLUMN core.source.n_daily_low IS 'Fewest articles a day that are usual; fewer point to a fault in reading. NULL if undeclared.';
COMMENT ON COLUMN core.source.n_daily_high IS 'Most articles a day that are usual; more point to a changed feed. NULL if undeclared.';
COMMENT ON COLUMN core.source.n_lag_days IS 'Days after a happening within which it usually reports it; panels take their own default where NULL.';
COMMENT ON COLUMN core.source.verified_date IS 'Last day on which its list was seen to work as declared, NULL if never.';
COMMENT ON COLUMN core.source.content_hash IS 'Hash over the content of the row; a row is added only if it differs from the current one.';
COMMENT ON COLUMN core.source.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN core.source.recorded_at IS 'When the row was loaded, UTC: the second clock of knowing.';
COMMENT ON COLUMN core.source.seq IS 'Number of the load in the order of commits; the latest row of an id is the one with the highest.';
COMMENT ON COLUMN core.source.is_retracted IS 'True for a tombstone: from this row on the id no longer holds.';

CREATE TABLE IF NOT EXISTS core.event_type (
    event_type_id VARCHAR NOT NULL,
    event_type VARCHAR NOT NULL,
    event_mode VARCHAR,
    cameo_code VARCHAR,
    event_type_name VARCHAR NOT NULL,
    description VARCHAR,
    goldstein DOUBLE,
    cameo_version VARCHAR,
    acled_like_type VARCHAR,
    acled_like_sub_type VARCHAR,
    ucdp_candidate_type VARCHAR,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);
COMMENT ON TABLE core.event_type IS 'A row a type and mode of the ontology and what it is called elsewhere, from the seeds.';
COMMENT ON COLUMN core.event_type.event_type_id IS 'type/mode, or the type alone.';
COMMENT ON COLUMN core.event_type.event_type IS 'PLOVER event type (ASSAULT, CONSULT, …).';
COMMENT ON COLUMN core.event_type.event_mode IS 'PLOVER mode, NULL if the text gives none.';
COMMENT ON COLUMN core.event_type.cameo_code IS 'CAMEO code, text: 010 is not 10.';
COMMENT ON COLUMN core.event_type.event_type_name IS 'Readable name.';
COMMENT ON COLUMN core.event_type.description IS 'What belongs to it and what doesn''t.';
COMMENT ON COLUMN core.event_type.goldstein IS 'Goldstein score of the CAMEO code, -10 to 10; a weight given once by experts, no measurement.';
COMMENT ON COLUMN core.event_type.cameo_version IS 'Version of CAMEO that code and score are from.';
COMMENT ON COLUMN core.event_type.acled_like_type IS 'ACLED event type by our table: like, not ACLED''s own coding.';
COMMENT ON COLUMN core.event_type.acled_like_sub_type IS 'ACLED sub-event type by our table.';
COMMENT ON COLUMN core.event_type.ucdp_candidate_type IS 'UCDP type of violence by our table: a candidate, since UCDP needs actors and deaths confirmed.';
COMMENT ON COLUMN core.event_type.content_hash IS 'Hash over the content of the row; a row is added only if it differs from the current one.';
COMMENT ON COLUMN core.event_type.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN core.event_type.recorded_at IS 'When the row was loaded, UTC: the second clock of knowing.';
COMMENT ON COLUMN core.event_type.seq IS 'Number of the load in the order of commits; the latest row of an id is the one with the highest.';
COMMENT ON COLUMN core.event_type.is_retracted IS 'True for a tombstone: from this row on the id no longer holds.';

CREATE TABLE IF NOT EXISTS core.decision (
    decision_id VARCHAR NOT NULL,
    decision_type VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    mention_ids VARCHAR[],
    value VARCHAR,
    author_name VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    undoes_decision_id VARCHAR,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);
COMMENT ON TABLE core.decision IS 'A row an analyst''s decision; a later one undoes an earlier one. Written from the inbox.';
COMMENT ON COLUMN core.decision.decision_id IS 'Id of the decision.';
COMMENT ON COLUMN core.decision.decision_type IS 'retype | relocate | redate | reactor | split | merge | retract | confirm | undo.';
COMMENT ON COLUMN core.decision.event_id IS 'The event that it speaks of, as named then; resolve by core.event_alias_current.';
COMMENT ON COLUMN core.decision.mention_ids IS 'The mentions that it holds on to, as named then; of a split those that it parts.';
COMMENT ON COLUMN core.decision.value IS 'As JSON: set, what to set; anchors, the mentions with where they stand; others, those of the events to merge with, or that a split leaves.';
COMMENT ON COLUMN core.decision.author_name IS 'Who decided.';
COMMENT ON COLUMN core.decision.reason IS 'Why, in words.';
COMMENT ON COLUMN core.decision.decided_at IS 'When it was decided, UTC.';
COMMENT ON COLUMN core.decision.undoes_decision_id IS 'The earlier decision that it undoes, if any.';
COMMENT ON COLUMN core.decision.content_hash IS 'Hash over the content of the row; a row is added only if it differs from the current one.';
COMMENT ON COLUMN core.decision.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN core.decision.recorded_at IS 'When the row was loaded, UTC: the second clock of knowing.';
COMMENT ON COLUMN core.decision.seq IS 'Number of the load in the order of commits; the latest row of an id is the one with the highest.';
COMMENT ON COLUMN core.decision.is_retracted IS 'True for a tombstone: from this row on the id no longer holds.';
