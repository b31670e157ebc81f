-- raw: what came in, as it came in. Append-only. The DDL keeps to what DuckLake also takes.
CREATE SCHEMA IF NOT EXISTS raw;

CREATE TABLE IF NOT EXISTS raw.article (
    article_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    doc_id VARCHAR,
    url VARCHAR,
    locator VARCHAR NOT NULL,
    title VARCHAR,
    body VARCHAR,
    text VARCHAR NOT NULL,
    text_hash VARCHAR NOT NULL,
    author_name VARCHAR,
    section_name VARCHAR,
    agency_name VARCHAR,
    dateline_place_name VARCHAR,
    language VARCHAR,
    language_basis VARCHAR,
    translated_by VARCHAR,
    original_language VARCHAR,
    original_text VARCHAR,
    published_from DATE,
    published_to DATE,
    published_basis VARCHAR NOT NULL,
    published_via VARCHAR,
    published_evidence VARCHAR[],
    duplicate_of VARCHAR,
    duplicate_kind VARCHAR,
    bands BIGINT[],
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL
);
COMMENT ON TABLE raw.article IS 'A row an article as received. Duplicates are kept and told; count independent reports by coalesce(duplicate_of, article_id). Texts may be under copyright: releases leave them out.';
COMMENT ON COLUMN raw.article.article_id IS 'Id of the article, a hash over canonical URL (or locator) and text; another version of the text is another article.';
COMMENT ON COLUMN raw.article.source_id IS 'Publisher; see core.source. Never an actor of an event.';
COMMENT ON COLUMN raw.article.doc_id IS 'The id that the sender gave, if any.';
COMMENT ON COLUMN raw.article.url IS 'Canonical URL, NULL if the article came without one.';
COMMENT ON COLUMN raw.article.locator IS 'Where it was read: a path with its line, or a URL.';
COMMENT ON COLUMN raw.article.title IS 'Headline as received.';
COMMENT ON COLUMN raw.article.body IS 'Body as received, before normalisation.';
COMMENT ON COLUMN raw.article.text IS 'Title and body joined and normalised once; every span of a mention points into it (code points, end exclusive).';
COMMENT ON COLUMN raw.article.text_hash IS 'Hash of the text; equal for exact duplicates.';
COMMENT ON COLUMN raw.article.author_name IS 'Byline as received, NULL if none was told.';
COMMENT ON COLUMN raw.article.section_name IS 'Section or category that the publisher put it in, NULL if none was told.';
COMMENT ON COLUMN raw.article.agency_name IS 'News agency that the text is credited to by a credit line, or that published it; NULL if none. Articles of one agency in several papers are relays, not independent reports.';
COMMENT ON COLUMN raw.article.dateline_place_name IS 'Place in the dateline, as written: where the reporter sat, which is not where it happened.';
COMMENT ON COLUMN raw.article.language IS 'ISO 639-1 code of the language of the text (639-3 where there is none); only English is coded.';
COMMENT ON COLUMN raw.article.language_basis IS 'How the language is known: told (by sender, page or source) | detected (from the text, against what was told if that is surely wrong) | assumed.';
COMMENT ON COLUMN raw.article.translated_by IS 'Who or what translated the text, NULL if it is no translation. Spans and evidence are of the translation.';
COMMENT ON COLUMN raw.article.original_language IS 'Language that it was translated from, ISO 639-1; NULL if no translation or not told.';
COMMENT ON COLUMN raw.article.original_text IS 'The text before translation, NULL if no translation or not received.';
COMMENT ON COLUMN raw.article.published_from IS 'First day on which it may have come out; equals published_to where the day is known, NULL if unknown.';
COMMENT ON COLUMN raw.article.published_to IS 'Last day on which it may have come out, inclusive; NULL if unknown.';
COMMENT ON COLUMN raw.article.published_basis IS 'How the publication day is known: given | dateline | inferred (from the text) | unknown.';
COMMENT ON COLUMN raw.article.published_via IS 'What gave a publication day: field (of a record or file) | feed | sitemap | json-ld | meta (of a page) | page (its visible text) | url; NULL if none did.';
COMMENT ON COLUMN raw.article.published_evidence IS 'The words that an inferred publication span rests on.';
COMMENT ON COLUMN raw.article.duplicate_of IS 'Article id of the first of its group of duplicates; NULL for that first one and for articles without duplicates.';
COMMENT ON COLUMN raw.article.duplicate_kind IS 'exact (same text) | near (most of the text shared) | wire (a cut or edited copy of one agency report) | version (a later text of the same address); NULL if no duplicate.';
COMMENT ON COLUMN raw.article.bands IS 'MinHash band keys; near-duplicates share one. For the read stage, without meaning to an analyst.';
COMMENT ON COLUMN raw.article.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN raw.article.recorded_at IS 'When the row was loaded, UTC.';
COMMENT ON COLUMN raw.article.seq IS 'Number of the load in the order of commits; the latest row of an id is the one with the highest.';

CREATE TABLE IF NOT EXISTS raw.rejected (
    rejected_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    offered_by VARCHAR,
    locator VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    excerpt VARCHAR,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL
);
COMMENT ON TABLE raw.rejected IS 'A row an input that could not be read, with the reason.';
COMMENT ON COLUMN raw.rejected.rejected_id IS 'Id of the rejection, a hash over source, locator and reason.';
COMMENT ON COLUMN raw.rejected.source_id IS 'Publisher, or the name of the feed or folder that offered it.';
COMMENT ON COLUMN raw.rejected.offered_by IS 'Entry of the catalogue of sources that it came by, NULL for files named on the command line.';
COMMENT ON COLUMN raw.rejected.locator IS 'Where it was found: a path with its line, or a URL.';
COMMENT ON COLUMN raw.rejected.reason IS 'Why it could not be read, in words.';
COMMENT ON COLUMN raw.rejected.excerpt IS 'The beginning of the input, enough to find it again.';
COMMENT ON COLUMN raw.rejected.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN raw.rejected.recorded_at IS 'When the row was loaded, UTC.';
COMMENT ON COLUMN raw.rejected.seq IS 'Number of the load in the order of commits.';

CREATE TABLE IF NOT EXISTS raw.offer (
    offer_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    offered_by VARCHAR,
    locator VARCHAR NOT NULL,
    article_id VARCHAR,
    published_date DATE,
    outcome VARCHAR NOT NULL,
    is_list BOOLEAN NOT NULL,
    is_fetched BOOLEAN NOT NULL,
    reason VARCHAR,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL
);
COMMENT ON TABLE raw.offer IS 'The ledger: a row an article offered by a source and an outcome it had, read or not, and a row a list of the source (feed, sitemap, archive) and day that tells whether the list itself could be read. Every denominator comes from here; count distinct locators where not is_list.';
COMMENT ON COLUMN raw.offer.offer_id IS 'Id of the offer, a hash over source, locator, article and outcome (for a list also the day); the same offer made twice is one row.';
COMMENT ON COLUMN raw.offer.source_id IS 'Publisher that offered it.';
COMMENT ON COLUMN raw.offer.offered_by IS 'Entry of the catalogue of sources that it came by, NULL for files named on the command line. An aggregator offers articles of many publishers.';
COMMENT ON COLUMN raw.offer.locator IS 'Where it was offered: a path with its line, or a URL.';
COMMENT ON COLUMN raw.offer.article_id IS 'The article it became, NULL if none.';
COMMENT ON COLUMN raw.offer.published_date IS 'Publication day, NULL if unknown or only known as an interval; of a list, the day on which it was looked at.';
COMMENT ON COLUMN raw.offer.outcome IS 'read | duplicate (of another article) | rejected (see raw.rejected) | gone (no longer there) | blocked (by robots.txt, a login, a refusal) | failed (no answer, or an error of the server) | offered (listed, not fetched yet).';
COMMENT ON COLUMN raw.offer.is_list IS 'True for a row on the list itself and not on an article: read means that the source was looked at on that day, also where it offered nothing; blocked and failed are spells in which its silence means nothing.';
COMMENT ON COLUMN raw.offer.is_fetched IS 'True if its bytes were got, from the network or a file.';
COMMENT ON COLUMN raw.offer.reason IS 'Why it was not read, in words; NULL where it was.';
COMMENT ON COLUMN raw.offer.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN raw.offer.recorded_at IS 'When the row was loaded, UTC.';
COMMENT ON COLUMN raw.offer.seq IS 'Number of the load in the order of commits.';

CREATE TABLE IF NOT EXISTS raw.extraction (
    article_id VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    n_mentions BIGINT NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL
);
COMMENT ON TABLE raw.extraction IS 'A row an article and extractor version that coded it; tells an article without events from one not yet coded.';
COMMENT ON COLUMN raw.extraction.article_id IS 'The article that was coded.';
COMMENT ON COLUMN raw.extraction.extractor_version IS 'One hash over the versions of code, model, seeds and gazetteer; see raw.run.';
COMMENT ON COLUMN raw.extraction.n_mentions IS 'Mentions found in it.';
COMMENT ON COLUMN raw.extraction.run_id IS 'The run that wrote the row; see raw.run.';
COMMENT ON COLUMN raw.extraction.recorded_at IS 'When the row was loaded, UTC.';
COMMENT ON COLUMN raw.extraction.seq IS 'Number of the load in the order of commits.';

CREATE TABLE IF NOT EXISTS raw.run (
    run_id VARCHAR NOT NULL,
    seq BIGINT NOT NULL,
    started_at TIMESTAMP NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    code_version VARCHAR NOT NULL,
    model_version VARCHAR NOT NULL,
    seeds_version VARCHAR NOT NULL,
    gazetteer_version VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    n_articles BIGINT NOT NULL,
    n_duplicates BIGINT NOT NULL,
    n_rejected BIGINT NOT NULL,
    n_mentions BIGINT NOT NULL,
    n_events BIGINT NOT NULL
);
COMMENT ON TABLE raw.run IS 'A row a load that added something; a run that loads in batches has several. Counts are rows added by it, not totals.';
COMMENT ON COLUMN raw.run.run_id IS 'The run of the flow.';
COMMENT ON COLUMN raw.run.seq IS 'Number of the load in the order of commits, from 1 without gaps.';
COMMENT ON COLUMN raw.run.started_at IS 'When the run started, UTC.';
COMMENT ON COLUMN raw.run.recorded_at IS 'When the load was made, UTC; on every row it wrote.';
COMMENT ON COLUMN raw.run.code_version IS 'Version of the code.';
COMMENT ON COLUMN raw.run.model_version IS 'Name, version and hash of the spaCy pipeline.';
COMMENT ON COLUMN raw.run.seeds_version IS 'Hash over the seed tables.';
COMMENT ON COLUMN raw.run.gazetteer_version IS 'Hash over the gazetteer.';
COMMENT ON COLUMN raw.run.extractor_version IS 'One hash over the four.';
COMMENT ON COLUMN raw.run.n_articles IS 'Articles added, duplicates included.';
COMMENT ON COLUMN raw.run.n_duplicates IS 'Articles added that are duplicates of another.';
COMMENT ON COLUMN raw.run.n_rejected IS 'Inputs added that could not be read.';
COMMENT ON COLUMN raw.run.n_mentions IS 'Mention rows added, retractions not counted.';
COMMENT ON COLUMN raw.run.n_events IS 'Events with rows added, retractions not counted.';

CREATE TABLE IF NOT EXISTS raw.schema_state (
    version VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL
);
COMMENT ON TABLE raw.schema_state IS 'The one row tells which schema the views were made by; a writer with another one renews them.';
COMMENT ON COLUMN raw.schema_state.version IS 'Version of the schema; a migration of raw raises it.';
COMMENT ON COLUMN raw.schema_state.content_hash IS 'Hash over the schema files.';

CREATE TABLE IF NOT EXISTS raw.migration (
    migration_name VARCHAR NOT NULL
);
COMMENT ON TABLE raw.migration IS 'A row a change of tables that the database has been through; a writer applies those that are missing.';
COMMENT ON COLUMN raw.migration.migration_name IS 'Name of the file in warehouse/migrations, which begins with its day.';
