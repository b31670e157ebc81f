"""Dated events that texts lean on (*16 years since the fall of the Taliban*), from `seeds/anchors.csv`."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

SEED = Path(__file__).resolve().parents[2] / "seeds" / "anchors.csv"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_UNIT_WORD = re.compile(r"\b(?:day|week|month|year|decade)s?\b", re.IGNORECASE)
_ANCHOR_REACH = 150  # characters on either side of a unit: the longest name of an anchor and the words between


class Anchor(NamedTuple):
    """An event with the days on which it happened, both inclusive, and where that is known from."""

    anchor_id: str
    name: str
    first: dt.date
    last: dt.date
    source: str


def _key(words: str) -> str:
    return " ".join(re.sub(r"[^\w/]+", " ", words.lower()).split())


@cache
def aliases() -> dict[str, Anchor]:
    """Give every anchor by the key of each of its aliases.

    Raises ValueError if one alias is claimed by two anchors or a row's days are out of order.
    """
    found: dict[str, Anchor] = {}
    with SEED.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            anchor = Anchor(row["id"], row["name"], dt.date.fromisoformat(row["first"]), dt.date.fromisoformat(row["last"]), row["source"])
            if anchor.first > anchor.last:
                raise ValueError(f"{SEED.name}: {anchor.anchor_id} ends before it begins; swap its days")
            for alias in {_key(a) for a in row["aliases"].split("|")}:
                if found.setdefault(alias, anchor) != anchor:
                    raise ValueError(f"{SEED.name}: the alias {alias!r} belongs to both {found[alias].anchor_id} and {anchor.anchor_id}")
    return found


@cache
def pattern() -> str:
    """Give a pattern (to be matched without regard to case) of all aliases, longest first."""
    names = sorted(aliases(), key=lambda a: (-len(a), a))
    return "(?:" + "|".join(r"[\W_]+".join(map(re.escape, a.split())) for a in names) + r")(?!\w)"


@cache
def compiled() -> re.Pattern[str]:
    """Give the same compiled, with the alias as the group *anchor*."""
    return re.compile(rf"(?<!\w)(?P<anchor>{pattern()})", re.IGNORECASE)


@cache
def day_pattern() -> str:
    """Give a pattern of the aliases that begin with a date (*9/11*, *Sept. 11 attacks*, *October 7 attack*), longest first."""
    dated = [a for a in aliases() if re.match(rf"\d{{1,2}}/\d|\d{{1,2}}\s(?:{_MONTHS})|(?:{_MONTHS})\w*\s\d{{1,2}}\b", a)]
    names = sorted(dated, key=lambda a: (-len(a), a))
    return "(?:" + "|".join(r"[^\w/]+".join(map(re.escape, a.split())) for a in names) + r")(?!\w)"


def named(words: str) -> Anchor | None:
    """Give the anchor that these words name, or None."""
    return aliases().get(_key(words))


def near_units(shape: str, text: str) -> Iterator[re.Match[str]]:
    """Search a shape only around units of time: to try hundreds of names at each place of a text takes longer than all else."""
    pattern, done = re.compile(shape, re.IGNORECASE), 0
    for unit in _UNIT_WORD.finditer(text):
        if unit.end() <= done:
            continue
        for match in pattern.finditer(text, max(done, unit.start() - _ANCHOR_REACH), min(len(text), unit.end() + _ANCHOR_REACH)):
            done = match.end()
            yield match
