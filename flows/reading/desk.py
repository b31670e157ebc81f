"""What a reader is handed besides its source, and what it gives back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.records import Article, Offer, Rejected

if TYPE_CHECKING:  # its libraries are loaded by a run that goes to the network
    from flows.reading.web import Fetcher

Item = Article | Rejected | Offer


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too large: bytes of a file, a line, a page, a list (feed, sitemap), and of what an archive unpacks to; characters of an
    article; articles taken of one list in a run."""

    file_bytes: int = 50_000_000
    line_bytes: int = 10_000_000
    page_bytes: int = 10_000_000
    list_bytes: int = 20_000_000
    unpacked_bytes: int = 50_000_000_000
    article_chars: int = 200_000
    list_items: int = 1_000


def _nothing_known(_locators: Sequence[str]) -> dict[str, dt.datetime]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What the catalogue says of the source of an article: its publisher (None where each article tells its own), the entry's id, the
    language, what the sender calls our fields, and the forms of its dates."""

    publisher: str | None = None
    offered_by: str | None = None
    language: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    date_formats: tuple[str, ...] = ()


NOWHERE = Origin()
ENABLED = "enabled"  # stands for all sources that the catalogue has switched on


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run reads: files and folders (`-` is standard input), and sources of the catalogue by id."""

    paths: Sequence[str] = ()
    sources: Sequence[str] = ()

    @classmethod
    def of(cls, paths: Sequence[str], sources: Sequence[str]) -> Inputs:
        """Give what was asked for; all enabled sources where nothing was."""
        return cls(paths, sources if paths or sources else (ENABLED,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The surroundings of a reader. `known` tells of locators when the ledger last settled them (read, rejected, gone); `publishers` gives
    the source id of a host that the catalogue knows; `today` bounds publication days and dates the rows on lists."""

    limits: Limits = field(default_factory=Limits)
    today: dt.date | None = None
    known: Callable[[Sequence[str]], dict[str, dt.datetime]] = _nothing_known
    publishers: Mapping[str, str] = field(default_factory=dict)
    web: Fetcher | None = None

    @property
    def fetcher(self) -> Fetcher:
        """Give the way to the network; RuntimeError where this run has none."""
        if self.web is None:
            raise RuntimeError("this run reads files only")
        return self.web
