"""Credit lines and datelines: which news agency a text is credited to, and where its reporter sat.

*KABUL, March 3 (Reuters) - Gunmen …*, *Kabul [Afghanistan], May 12 (ANI): …*, a last line *— AFP*, a byline *Reuters*. Only
these places are looked at: a text that quotes an agency is not that agency's text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from models.seeds import read_csv

_HEAD_CHARS = 400
_LONGEST_LINE = 80  # characters of a line that is nothing but a credit
_PLACE = r"[^\W\d_a-z][^\n()\[\]—–:,]{1,40}"
_REST = r"(?:\s*\[[^\]\n]{2,30}\])?(?:,[^\n()—–:]{2,40})?"  # country, state, day
_CREDITED = re.compile(rf"\s*(?P<place>{_PLACE}){_REST}\s*\((?P<credit>[^()\n]{{2,60}})\)\s*(?:[-—–:]|[A-Z])")
# At least five letters, so that *NATO:* and *ISIS -* are no places.
_SHOUTED = r"(?=(?:[ '-]?[A-Z]){5})[^\W\d_a-z][A-Z'’./-]{2,20}(?:[ -][A-Z'’./-]{2,20}){0,3}"
_CAPITALS = re.compile(rf"\s*(?P<place>{_SHOUTED})(?:,[^\n()—–:]{{2,40}})?\s*(?:[—–:]|-{{1,2}}\s)")
_ONLY_CREDIT = re.compile(
    r"(?i)\A[\s(\[—–-]*(?:(?:source|by|from|with (?:inputs|reports?) from|courtesy):?\s+)?(?P<credit>[^()\[\]\n]{2,60}?)[\s)\].]*\Z"
)
_TAIL = re.compile(r"[.!?\"”’']\s*(?:\((?P<inside>[^()\n]{2,40})\)|[—–]\s*(?P<after>[^—–.\n]{2,40}))\.?\s*\Z")
_JOINED = re.compile(r"\s*(?:[/,;&|]|\band\b)\s*")


class Credits(NamedTuple):
    """What the head and foot of a text tell: the place of its dateline as written, and the agency by its name in `seeds/agencies.csv`."""

    dateline: str | None = None
    agency: str | None = None


@cache
def _agencies() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_csv("agencies.csv"):
        for alias in (row["name"], *filter(None, row["aliases"].split("|"))):
            found[alias.casefold()] = row["name"]
    return found


def agency_named(words: str | None) -> str | None:
    """Give the agency that `words` are the name of, also first of several (*AP/Reuters*); None if they are not."""
    told = " ".join((words or "").split())
    parts = [told, *_JOINED.split(told)]
    return next((_agencies()[part.casefold()] for part in parts if part.casefold() in _agencies()), None)


def credits_of(body: str, *, author: str | None = None, source: str | None = None) -> Credits:
    """Read dateline and credit of an article: in its dateline, its byline, a line of its own at either end, after its last sentence, or
    by its publisher being an agency itself."""
    head = body[:_HEAD_CHARS].lstrip()
    credited, capitals = _CREDITED.match(head), _CAPITALS.match(head)
    place = credited if credited and agency_named(credited["credit"]) else capitals
    told = [credited["credit"] if credited else None, _bare(author)]
    lines = [line.strip() for line in (*body[:_HEAD_CHARS].splitlines()[:2], *body[-_HEAD_CHARS:].splitlines()[-2:])]
    told += [match["credit"] for line in lines if len(line) <= _LONGEST_LINE and (match := _ONLY_CREDIT.match(line))]
    if tail := _TAIL.search(body[-_LONGEST_LINE:]):
        told.append(tail["inside"] or tail["after"])
    told.append((source or "").replace("-", " "))
    return Credits(place["place"].strip() if place else None, next((name for words in told if (name := agency_named(words))), None))


def _bare(author: str | None) -> str | None:
    match = _ONLY_CREDIT.match(author or "")
    return match["credit"] if match else None
