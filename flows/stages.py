"""The stages as plain functions: read → extract → link → load → check → release. They know nothing of Prefect and read no clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from filelock import FileLock, Timeout

from flows import panels
from flows.coder import extractor
from flows.reading.desk import Item
from models.borrowed_types import borrowed_types
from models.duplicates import bands, mark
from models.linking import link, link_mention, part, with_types
from models.ontology import Ontology
from models.records import Article, Batch, CheckFailure, Event, Extraction, Linked, LinkMention, Offer, Rejected, Run
from warehouse import check as checks
from warehouse import link as links
from warehouse import load as loads
from warehouse import read
from warehouse import release as releases
from warehouse.store import WarehouseBusyError, reader

Clock = Callable[[], dt.datetime]
PATIENCE = 600  # seconds to wait for another run to let go of the warehouse
RELINKED = 20_000  # mentions a transaction
CODED_LANGUAGES = frozenset({"en"})


@dataclass(frozen=True, slots=True)
class Steps:
    """The stages of a run, so that a flow can put its tasks in their place."""

    extract: Callable[[Sequence[Article], str | None], list[Extraction]]
    store: Callable[[Path, Batch, Run], None]
    check: Callable[[Path], list[CheckFailure]]
    release: Callable[[Path, Path, dt.datetime, Sequence[str]], Path]


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield what was read, `size` items at a time."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def with_duplicates(articles: Iterable[Article], warehouse: Path) -> tuple[list[Article], dict[str, str | None]]:
    """Give the articles, each id once, marked as duplicates of each other and of loaded ones; and what coded those that are loaded."""
    first: dict[str, Article] = {}
    for article in articles:
        first.setdefault(article.article_id, article)
    banded = [replace(article, bands=bands(article.text)) for article in first.values()]
    with turn(warehouse):
        known = loads.known(
            warehouse,
            article_ids={a.article_id for a in banded},
            text_hashes={a.text_hash for a in banded},
            bands={band for a in banded for band in a.bands},
            urls={a.url for a in banded if a.url},
        )
    return mark(banded, known), known.extractors


def unresolved(warehouse: Path, source: str | None) -> list[read.Row]:
    """Give the inputs that were rejected and have not been read since."""
    with turn(warehouse), reader(warehouse) as con:
        return read.unresolved(con, offered_by=source)


def extract(articles: Sequence[Article], model: str | None) -> list[Extraction]:
    """Code articles; one extraction an article, in order."""
    return list(extractor(model).extract_many(articles))


def offers(items: Iterable[Item], marked: Sequence[Article]) -> tuple[Offer, ...]:
    """Give the ledger's rows: what was offered where, and what became of it."""
    found: list[Offer] = []
    seen: set[str] = set()
    copies = {a.article_id for a in marked if a.duplicate_of}
    for item in items:
        if isinstance(item, Offer):
            found.append(item)
            continue
        if isinstance(item, Rejected):
            found.append(_refused(item))
            continue
        day = item.published.first if item.published.first == item.published.last else None
        is_copy = item.article_id in copies or item.article_id in seen
        seen.add(item.article_id)
        found.append(
            Offer(
                source_id=item.source_id,
                locator=item.locator,
                outcome="duplicate" if is_copy else "read",
                article_id=item.article_id,
                published=day,
                offered_by=item.offered_by,
            )
        )
    return tuple(found)


def _refused(item: Rejected) -> Offer:
    return Offer(
        source_id=item.source_id,
        locator=item.locator,
        outcome="rejected",
        published=item.published,
        offered_by=item.offered_by,
        is_fetched=item.is_fetched,
        reason=item.reason,
    )


def link_mentions(articles: Sequence[Article], extractions: Sequence[Extraction], version: str) -> list[LinkMention]:
    """Give the mentions of a batch with what linking needs of their articles."""
    return [
        link_mention(mention, article, extractor_version=version, published=extraction.published)
        for article, extraction in zip(articles, extractions, strict=True)
        for mention in extraction.mentions
    ]


def linked(batch: Batch, warehouse: Path, *, again: Collection[str] = ()) -> Linked:
    """Link the mentions of a batch, and those in `again`, with each other and with those loaded that they may belong to."""
    solved = links.solve(
        warehouse, batch.mentions, part, extracted=batch.extracted, again=again, decisions=batch.decisions, sources=batch.sources
    )
    found = link(solved, rule=batch.toll_rule)
    ontology = Ontology.load()

    def coder(event: Event) -> tuple[str | None, str | None, str | None]:
        return borrowed_types(event, ontology)

    return replace(found, events=tuple(with_types(event, coder) for event in found.events))


@contextmanager
def turn(warehouse: Path) -> Iterator[None]:
    """Wait until no other run has the warehouse open, at most ten minutes; WarehouseBusyError then."""
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(f"{warehouse}.turn.lock", timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout as error:
        raise WarehouseBusyError(
            f"another run has held {warehouse} for {PATIENCE} s (lock {lock.lock_file}); try again when it is done"
        ) from error
    try:
        yield
    finally:
        lock.release()


def store(warehouse: Path, batch: Batch, run: Run) -> None:
    """Link and load a batch in one transaction."""
    with turn(warehouse):
        loads.load(warehouse, replace(batch, linked=linked(batch, warehouse)), run)


def relink(warehouse: Path, empty: Batch, run: Callable[[], Run]) -> Iterator[int]:
    """Link all that is loaded anew, by the rules of today, thousands of mentions at a time; yields how many were, so far."""
    done = 0
    with turn(warehouse):
        for chunk in links.chunks(warehouse, RELINKED):
            loads.load(warehouse, replace(empty, linked=linked(empty, warehouse, again=chunk)), run())
            done += len(chunk)
            yield done


def check(warehouse: Path) -> list[CheckFailure]:
    """Give the checks that found bad rows."""
    with turn(warehouse), reader(warehouse) as con:
        return checks.run(con)


def release(warehouse: Path, folder: Path, moment: dt.datetime, allowed: Sequence[str] = (), accuracy: Path | None = None) -> Path:
    """Publish a snapshot, with the panels whose specifications are kept beside the releases; gives its folder."""
    specs = panels.kept(folder.parent / panels.FOLDER)
    name = f"{moment:%Y-%m-%d}"
    return releases.release(
        warehouse, folder, name=name, at=moment, specs=specs, accuracy=accuracy, allowed=allowed, turn=lambda: turn(warehouse)
    )


PLAIN = Steps(extract=extract, store=store, check=check, release=release)
