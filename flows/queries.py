"""The commands that only read: they open the current release, so that they never wait for a writer and block none."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.text import Text

from flows import run_command, show
from flows.reading import catalogue
from flows.settings import Settings
from warehouse import check, query, read, store


@dataclass(frozen=True, slots=True)
class Filters:
    """What `khabar events` may be asked for."""

    type: str | None = None
    place: str | None = None
    actor: str | None = None
    state: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


def snapshot(settings: Settings) -> Path:
    """Give the database of the current release; FileNotFoundError if nothing has been released."""
    path = settings.releases_dir / "current" / "khabar.duckdb"
    if not path.exists():
        raise FileNotFoundError(f"no release in {settings.releases_dir}; `khabar run PATH` or `khabar release` makes one")
    return path


def print_events(settings: Settings, filters: Filters, *, limit: int, form: str) -> None:
    """Print events in the order of time."""
    with store.reader(snapshot(settings)) as con:
        rows = read.events(
            con,
            type=filters.type,
            place=filters.place,
            actor=filters.actor,
            state=filters.state,
            since=filters.since,
            until=filters.until,
            limit=limit + 1,
        )
    if form != "table":
        print_rows(rows[:limit], form)
        return
    out = show.console()
    out.print(show.events(rows[:limit]) if rows else Text("no such events"))
    if len(rows) > limit:
        out.print(Text(f"… and more than these {limit:,}; --limit shows them"))


def print_rejected(settings: Settings, *, source: str | None, with_resolved: bool, limit: int, form: str) -> None:
    """Print what could not be read, the latest last, and has not been read since. This is in the warehouse itself, not in releases."""
    with store.reader(settings.warehouse) as con:
        rows = read.rejected(con) if with_resolved else read.unresolved(con)
    rows = [row for row in rows if source in {None, row["source_id"], row["offered_by"]}]
    print_rows(rows[-limit:] if limit else [], form)


def print_sources(settings: Settings, *, form: str) -> None:
    """Print the catalogue of sources, a row each."""
    rows = [
        {
            "source_id": entry.id,
            "kind": entry.kind,
            "is_enabled": entry.is_enabled,
            "verified_date": entry.verified_on,
            "country_code": entry.country,
            "owner_group_name": entry.owner_group,
            "stance": ", ".join(dict.fromkeys(spell.value for spell in entry.stance)),
            "scope_country_codes": " ".join(entry.countries),
            "url": entry.url or entry.path,
        }
        for entry in catalogue.load(settings.sources_file).values()
    ]
    print_rows(rows, form)


def print_checked_sources(settings: Settings, names: Sequence[str], *, with_save: bool, form: str) -> int:
    """Look at sources, at all where none is named, and print what was seen; gives the exit status, 1 if one does not work.

    `with_save` writes the day into the catalogue at those that do.
    """
    from flows.reading import opened, trial  # noqa: PLC0415

    chosen = opened.entries(settings, names or list(catalogue.load(settings.sources_file)))
    today = run_command.now().date()
    seen = []
    with opened.desk(settings, chosen, today) as desk:
        for entry in chosen:
            seen.append(trial.look(entry, desk))
            if with_save and seen[-1].is_working:
                catalogue.verified(settings.sources_file, entry.id, today)
    print_rows([asdict(found) for found in seen], form)
    return int(not all(found.is_working for found in seen))


def print_sql(settings: Settings, text: str, *, limit: int, form: str) -> None:
    """Print the rows of a query on the current release."""
    with store.reader(snapshot(settings)) as con:
        rows = query.select(con, text, limit=limit)
    print_rows(rows, form)


def print_checks(settings: Settings) -> int:
    """Run the checks on the warehouse; gives the exit status."""
    with store.reader(settings.warehouse) as con:
        failures = check.run(con)
    if failures:
        run_command.show_failures(failures)
        return 1
    show.console().print(Text(f"all {len(check.names())} checks passed"))
    return 0


def print_versions(settings: Settings) -> None:
    """Print what rows are coded with."""
    from flows.coder import extractor  # noqa: PLC0415 - loads the model

    versions = extractor(settings.model).versions
    rows: list[tuple[str, object]] = [(name, getattr(versions, name)) for name in ("code", "model", "seeds", "gazetteer", "extractor")]
    show.console().print(show.pairs([*rows, ("warehouse", store.version())]))


def print_rows(rows: Sequence[show.Row], form: str) -> None:
    """Print rows as a table, CSV or JSON."""
    if form == "csv":
        show.write_csv(rows, sys.stdout)
    elif form == "json":
        show.write_json(rows, sys.stdout)
    else:
        show.console().print(show.any_table(rows) if rows else Text("no rows"))
