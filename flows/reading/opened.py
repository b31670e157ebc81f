"""A desk as the settings ask for: limits, the way to the network, and what the warehouse already knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from flows import stages
from flows.reading import catalogue
from flows.reading.catalogue import Entry
from flows.reading.desk import ENABLED, Desk, Limits
from flows.reading.hosts import Manners
from flows.reading.kinds import needs_network
from flows.settings import Settings
from warehouse import read
from warehouse.store import reader


def entries(settings: Settings, names: Sequence[str] = ()) -> list[Entry]:
    """Give the sources named; `enabled` stands for all that the catalogue has switched on. ValueError names those that it lacks."""
    if not names:
        return []
    found = catalogue.load(settings.sources_file)
    if unknown := [name for name in names if name != ENABLED and name not in found]:
        raise ValueError(f"no source {', '.join(unknown)} in {settings.sources_file}; `khabar sources list` lists them")
    chosen = {entry.id: entry for name in names for entry in found.values() if entry.id == name or (name == ENABLED and entry.is_enabled)}
    if not chosen:
        raise ValueError(f"no source is enabled in {settings.sources_file}: set `is_enabled: true`, or name one with --source")
    return list(chosen.values())


@contextmanager
def desk(settings: Settings, chosen: Sequence[Entry], today: dt.date | None) -> Iterator[Desk]:
    """Give the desk of a run. ValueError if it needs the network and no contact is set."""
    limits = Limits(
        file_bytes=settings.max_file_bytes,
        line_bytes=settings.max_line_bytes,
        page_bytes=settings.max_page_bytes,
        list_bytes=settings.max_list_bytes,
        unpacked_bytes=settings.max_unpacked_bytes,
        article_chars=settings.max_article_chars,
        list_items=settings.max_list_items,
    )
    publishers = catalogue.hosts(catalogue.load(settings.sources_file)) if chosen else {}

    def known(locators: Sequence[str]) -> dict[str, dt.datetime]:
        if not settings.warehouse.exists():
            return {}
        with stages.turn(settings.warehouse), reader(settings.warehouse) as con:
            return read.settled(con, locators)

    if not needs_network(chosen):
        yield Desk(limits=limits, today=today, known=known, publishers=publishers)
        return
    from flows.reading.web import Fetcher  # noqa: PLC0415 - its libraries are loaded only where the network is used

    if not settings.contact:
        raise ValueError(
            "set `contact` in khabar.toml (or KHABAR_CONTACT) to an e-mail or page by which publishers reach you: no fetching without it"
        )
    manners = Manners(
        contact=settings.contact,
        pace=settings.fetch_pace,
        timeout=settings.fetch_timeout,
        retries=settings.fetch_retries,
        patience=settings.fetch_patience,
        allowed=settings.allowed_hosts,
    )
    fetcher = Fetcher(manners, cache=settings.data_dir / "http.sqlite")
    try:
        yield Desk(limits=limits, today=today, known=known, publishers=publishers, web=fetcher)
    finally:
        fetcher.close()
