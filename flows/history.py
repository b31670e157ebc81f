"""What changed, and whether releases hold: the commands that compare and verify."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from rich.text import Text

from flows import queries, show
from flows.settings import Settings
from warehouse import diff, verify


def side(settings: Settings, text: str) -> Path | dt.datetime:
    """Read a side of a comparison: the name of a release, or a day or moment (UTC). ValueError if it is neither."""
    release = settings.releases_dir / text / "khabar.duckdb"
    if release.is_file():
        return release
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(
            f"{text!r} is neither a release in {settings.releases_dir} nor a moment such as 2021-08-14 or 2021-08-14T12:00"
        ) from error
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment


def print_diff(settings: Settings, before: str, after: str, *, by_publication: bool, limit: int, form: str) -> None:
    """Print what changed: as a table the counts and then the events, in other forms the events alone."""
    sides = side(settings, before), side(settings, after)
    release = sides[1] if isinstance(sides[1], Path) else queries.snapshot(settings)
    found = diff.diff(release, *sides, by_publication=by_publication, limit=limit)
    if form != "table":
        (show.write_csv if form == "csv" else show.write_json)(found.events, sys.stdout)
        return
    out = show.console()
    if not found.counts:
        out.print(Text("no event differs"))
        return
    out.print(show.any_table(found.counts))
    if found.events:
        out.print(Text(""))
        out.print(show.any_table(found.events))


def print_verification(settings: Settings, release: str) -> int:
    """Check a release again, by name or folder; gives the exit status."""
    named = settings.releases_dir / release
    folder = named if named.is_dir() else Path(release)
    problems = verify.verify(folder)
    out = show.console(stderr=bool(problems))
    for problem in problems:
        out.print(Text(show.harmless(problem)))
    if not problems:
        out.print(Text(f"{folder.resolve().name} holds: files, sums, tables and panels agree"))
    return int(bool(problems))
