"""What is shown on a terminal: tables of events and summaries, with control characters of foreign texts made harmless."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

Row = Mapping[str, object]
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet takes for a formula at the start of a cell
_PIPE_WIDTH = 200


def harmless(value: object) -> str:
    """Give a text for one line of a terminal: controls and bidi marks are shown as U+FFFD, white space as a space."""
    return _SPACES.sub(" ", _UNSAFE.sub("\ufffd", str(value))).strip()


def console(*, stderr: bool = False) -> Console:
    """Give a console that colours and fits a terminal, and writes plain lines of a fixed width into a pipe."""
    found = Console(stderr=stderr, highlight=False, soft_wrap=False)
    return found if found.is_terminal else Console(stderr=stderr, highlight=False, width=_PIPE_WIDTH, color_system=None)


def when(row: Row) -> str:
    """Give the date of an event as precisely as it is known, with the precision named unless it is a day."""
    first, last, precision = row.get("start_date"), row.get("end_date"), row.get("date_precision")
    if isinstance(first, dt.date) and isinstance(last, dt.date):
        return str(first) if first == last else f"{_span(first, last)} ({precision})"
    if isinstance(first, dt.date):
        return f"since {first} ({precision})"
    return f"until {last} ({precision})" if isinstance(last, dt.date) else "?"


def _span(first: dt.date, last: dt.date) -> str:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    month = (first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    if first.day == 1 and (last.year, last.month, last.day) == month:
        return f"{first.year}-{first.month:02}"
    near = (
        f"{last.day:02}"
        if (first.year, first.month) == (last.year, last.month)
        else f"{last:%m-%d}"
        if first.year == last.year
        else f"{last}"
    )
    return f"{first}…{near}"


def state(row: Row) -> str:
    """Give whether an event occurred, who claims it if anybody does, and its aspect where it is not countable."""
    words = harmless(row.get("state") or "").replace("_", " ")
    claimants = harmless(row.get("claimant_text") or row.get("claimant_name") or "")
    aspect = row.get("aspect")
    return words + (f" by {claimants}" if claimants else "") + (f" [{aspect}]" if aspect not in {None, "event"} else "")


def where(row: Row) -> str:
    """Give the place of an event with its country."""
    name, country = row.get("place_name"), row.get("country_code")
    return f"{harmless(name)}{f', {country}' if country and name != country else ''}" if name else harmless(country or "?")


def who(row: Row) -> str:
    """Give the initiators and targets of an event."""
    return f"{harmless(row.get('initiator_name') or '?')} → {harmless(row.get('target_name') or '?')}"


def what(row: Row) -> str:
    """Give the type and mode of an event, and how many were killed where that is told."""
    mode, deaths = row.get("event_mode"), row.get("deaths_best")
    return f"{row.get('event_type')}{f'/{mode}' if mode else ''}{f' ({deaths} killed)' if deaths else ''}"


def events(rows: Sequence[Row], *, evidence_chars: int = 110) -> Table:
    """Give a table of events (rows of `pub.event_all`)."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name, width in (("date", 21), ("type", 24), ("who → whom", 30), ("place", 20), ("state and claimant", 24), ("evidence", None)):
        table.add_column(name, max_width=width, overflow="fold", ratio=None if width else 1)
    for row in rows:
        evidence = harmless(row.get("evidence") or "")
        cut = evidence if len(evidence) <= evidence_chars else evidence[: evidence_chars - 1].rstrip() + "…"
        table.add_row(*(Text(cell) for cell in (when(row), what(row), who(row), where(row), state(row), cut)))
    return table


def pairs(rows: Iterable[tuple[str, object]]) -> Table:
    """Give a table of names and figures without a header."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for name, value in rows:
        table.add_row(Text(harmless(name)), Text(f"{value:,}" if isinstance(value, int) else harmless(value)))
    return table


def any_table(rows: Sequence[Row]) -> Table:
    """Give a table of whatever columns the rows have."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in rows[0] if rows else ():
        table.add_column(Text(harmless(name)), overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if value is None else harmless(value)) for value in row.values()))
    return table


def write_csv(rows: Sequence[Row], out: IO[str]) -> None:
    """Write CSV with a header; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if not rows:
        return
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow("" if v is None else _cell(v) for v in row.values())


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    safe = _UNSAFE.sub("\ufffd", value)
    return f"'{safe}" if safe.lstrip().startswith(_FORMULA) else safe


def write_json(rows: Sequence[Row], out: IO[str]) -> None:
    """Write one JSON object a line; dates in ISO 8601; controls and bidi marks, which can only stand inside strings, as escapes."""
    for row in rows:
        line = json.dumps(dict(row), ensure_ascii=False, default=str)
        out.write(_UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", line) + "\n")
