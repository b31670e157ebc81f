"""Loading: one transaction a batch, idempotent by content; and what is known of articles on offer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from models.records import Batch, Known, Loaded, Run, Versions
from warehouse import decided, reference, reference_rows, rows
from warehouse.rows import Row
from warehouse.store import reader, sql, utc, writer

Envelope = dict[str, object]


def load(target: Path | duckdb.DuckDBPyConnection, batch: Batch, run: Run) -> Loaded:
    """Load a batch in one transaction: all of it or nothing.

    Only what differs from the warehouse is added, so that loading a batch twice adds nothing the second time. Mentions of
    `batch.extracted` that are gone, memberships that moved and events left empty get tombstones. Given a path, the warehouse is
    opened and closed here (WarehouseBusyError if it is in use); given a connection of `store.writer`, that is used.
    """
    opened = writer(target) if isinstance(target, Path) else nullcontext(target)
    with opened as con:
        con.execute("BEGIN")
        try:
            loaded = _load(con, batch, run)
        except BaseException:
            con.execute("ROLLBACK")
            raise
        con.execute("COMMIT" if loaded.seq is not None else "ROLLBACK")
    return loaded


def _load(con: duckdb.DuckDBPyConnection, batch: Batch, run: Run) -> Loaded:
    row = con.execute(sql("next_seq")).fetchone()
    seq = int(row[0]) if row else 1
    envelope: Envelope = {"run_id": run.run_id, "recorded_at": utc(run.recorded_at), "seq": seq}
    added = _load_raw(con, batch, run, envelope) | _load_facts(con, batch, envelope) | _load_reference(con, batch, envelope)
    if not any(added.values()):
        return Loaded(run_id=run.run_id, seq=None, rows=added)
    added |= reference.load(con, batch.areas, run.versions.seeds, envelope)
    written = con.execute(sql("written"), {"seq": seq}).fetchone() or (0, 0)
    counts: Row = {
        "n_articles": added["raw.article"],
        "n_duplicates": written[0],
        "n_rejected": added["raw.rejected"],
        "n_mentions": added["core.mention"],
        "n_events": written[1],
    }
    _insert(con, "load_run", "raw.run", [{"started_at": utc(run.started_at), **_versions(run.versions), **counts}], envelope)
    return Loaded(run_id=run.run_id, seq=seq, rows=added)


def _load_raw(con: duckdb.DuckDBPyConnection, batch: Batch, run: Run, envelope: Envelope) -> dict[str, int]:
    found = Counter(m.mention.article_id for m in batch.mentions)
    extractions: list[Row] = [
        {"article_id": a, "extractor_version": run.versions.extractor, "n_mentions": found[a]} for a in sorted(set(batch.extracted))
    ]
    tables: dict[str, Iterable[Row]] = {
        "article": map(rows.article, batch.articles),
        "rejected": map(rows.rejected, batch.rejected),
        "offer": map(rows.offer, batch.offers),
        "extraction": extractions,
    }
    return {f"raw.{name}": _insert(con, f"load_{name}", f"raw.{name}", list(table), envelope) for name, table in tables.items()}


def _load_facts(con: duckdb.DuckDBPyConnection, batch: Batch, envelope: Envelope) -> dict[str, int]:
    linked = batch.linked
    added: dict[str, int] = {}
    con.register("extracted", pa.table({"article_id": pa.array(sorted(set(batch.extracted)), pa.string())}))
    steps: tuple[tuple[str, list[Row], tuple[str, ...]], ...] = (
        ("mention", [rows.mention(m) for m in batch.mentions], ("retract_mention",)),
        ("event_mention", [rows.membership(m) for m in linked.memberships], ("retract_event_mention",)),
        ("event", rows.events(linked.events), ("retract_event",)),
        ("event_alias", [rows.alias(a) for a in linked.aliases], ("retract_event_alias", "forward_event_alias")),
    )
    for name, table, afterwards in steps:
        added[f"core.{name}"] = _insert(con, f"load_{name}", f"core.{name}", table, envelope, *afterwards)
        for step in afterwards:
            added[step] = _changed(con, step, envelope)
        con.unregister("batch")
    con.unregister("extracted")
    return added


def _load_reference(con: duckdb.DuckDBPyConnection, batch: Batch, envelope: Envelope) -> dict[str, int]:
    tables: dict[str, list[Row]] = {
        "actor": reference_rows.actors(batch.mentions),
        "place": reference_rows.places(batch.mentions),
        "source": [reference_rows.source(s) for s in batch.sources],
        "event_type": [reference_rows.event_type(t) for t in batch.event_types],
        "decision": [decided.row(d) for d in batch.decisions],
    }
    return {f"core.{name}": _insert(con, f"load_{name}", f"core.{name}", table, envelope) for name, table in tables.items()}


def _insert(con: duckdb.DuckDBPyConnection, query: str, table: str, batch: Sequence[Row], envelope: Envelope, *keep: str) -> int:
    """Hand rows over as one Arrow table named `batch`, typed by the table they go to; it stays registered if later steps need it."""
    columns = {name: pa.field(name, kind) for name, kind in _arrow_types(con, table).items() if not batch or name in batch[0]}
    con.register("batch", pa.Table.from_pylist(list(batch), schema=pa.schema(list(columns.values()))))
    added = _changed(con, query, envelope) if batch else 0
    if not keep:
        con.unregister("batch")
    return added


def _arrow_types(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, pa.DataType]:
    empty = con.table(table).limit(0).to_arrow_table()
    return {field.name: field.type for field in empty.schema}


def _changed(con: duckdb.DuckDBPyConnection, query: str, envelope: Envelope) -> int:
    row = con.execute(sql(query), envelope).fetchone()
    return int(row[0]) if row else 0


def _versions(versions: Versions) -> Row:
    return {
        "code_version": versions.code,
        "model_version": versions.model,
        "seeds_version": versions.seeds,
        "gazetteer_version": versions.gazetteer,
        "extractor_version": versions.extractor,
    }


def known(
    path: Path,
    *,
    article_ids: Collection[str] = (),
    text_hashes: Collection[str] = (),
    bands: Collection[int] = (),
    urls: Collection[str] = (),
) -> Known:
    """Look up articles on offer: which ids are loaded (and coded by what), which texts, bands and addresses occur; nothing without a
    warehouse."""
    found = Known(extractors={}, hashes={}, bands={}, texts={})
    if not path.exists():
        return found
    unsigned = {rows.signed(band): band for band in bands}
    query = {
        "article_ids": sorted(article_ids),
        "text_hashes": sorted(text_hashes),
        "bands": sorted(unsigned),
        "urls": sorted(urls),
    }
    by_band: dict[int, list[str]] = {}
    with reader(path) as con:
        answer = con.execute(sql("known"), query)
        columns = [column[0] for column in answer.description or ()]
        for row in (dict(zip(columns, cells, strict=True)) for cells in answer.fetchall()):
            _note(found, row, [unsigned[band] for band in row["shared_bands"] or ()], by_band)
    return replace(found, bands={band: tuple(ids) for band, ids in by_band.items()})


def _note(found: Known, row: dict[str, Any], shared: Sequence[int], by_band: dict[int, list[str]]) -> None:
    name: str = row["article_id"]
    first: str = row["duplicate_of"] or name
    found.extractors[name] = row["extractor_version"]
    found.hashes.setdefault(row["text_hash"], first)
    if shared or row["is_address"]:
        found.texts[name] = row["text"]
    if row["title"]:
        found.titles[name] = row["title"]
    if row["agency_name"]:
        found.agencies[name] = row["agency_name"]
    if row["published_from"]:
        found.days[name] = row["published_from"]
    if row["url"]:
        found.urls.setdefault(row["url"], first)
    for band in shared:
        by_band.setdefault(band, []).append(name)
