"""Duplicates: told and kept, never dropped. Exact ones have the same text, near ones most of it; a *version* is a later text of the same
address; a *wire* copy is what a paper has made of an agency's report.

Near duplicates share MinHash bands over word 3-shingles (Broder 1997; banding as in Leskovec et al., *Mining of Massive Datasets*, ch. 3).
42 bands of 3 rows find a pair of Jaccard similarity 0.55 with probability 0.9995; the pairs found are then measured. Runs of three words
and 0.55 let a wire story that an editor has touched in every sentence count as the same report; two reports of one event share under 0.1.
Papers cut agency reports from the end, so that of two texts credited to one agency the share of the shorter that is in the longer decides.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import struct
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from rensa import RMinHash

from models.records import Article, DuplicateKind, Known
from models.text import text_hash

SHINGLE_WORDS = 3
BANDS = 42
ROWS = 3
SEED = 1
NEAR = 0.55
WIRE = 0.6  # share of the shorter of two texts of one agency that is in the longer
WIRE_DAYS = 3  # days between them
WIRE_PIECES = 25  # runs of words; shorter texts are formulas
VERSION = 0.2  # likeness of two texts of one address that are versions of one article; below, the address is that of a page of news
_WORD = re.compile(r"\w+")


NOTHING = Known(extractors={}, hashes={}, bands={}, texts={})


def shingles(text: str) -> frozenset[str]:
    """Give the runs of three words of `text`, case folded; a shorter text is one run, an empty one none."""
    words = _WORD.findall(text.casefold())
    if not words:
        return frozenset()
    return frozenset(" ".join(words[i : i + SHINGLE_WORDS]) for i in range(max(len(words) - SHINGLE_WORDS + 1, 1)))


def bands(text: str) -> tuple[int, ...]:
    """Give the 42 band keys of `text`, each under 2**63 and the same on any machine; none for a text without words."""
    return _bands(shingles(text))


def _bands(pieces: frozenset[str]) -> tuple[int, ...]:
    if not pieces:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(list(pieces))
    digest = sketch.digest()
    return tuple(_key(band, digest[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))


def _key(band: int, rows: Sequence[int]) -> int:
    packed = struct.pack(f"<{ROWS + 1}I", band, *rows)
    return int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), "little") >> 1


def jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    """Give the share of pieces that two sets have in common; 0 where both are empty."""
    union = len(left | right)
    return len(left & right) / union if union else 0.0


def estimated(n_shared: int) -> float:
    """Give the Jaccard similarity at which `n_shared` of the 42 bands are expected to be shared."""
    return float((n_shared / BANDS) ** (1 / ROWS))


class _Index:
    """The articles of one batch seen so far, over those of earlier runs."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.by_hash: dict[str, str] = {}
        self.by_band: dict[int, list[str]] = {}
        self.pieces: dict[str, frozenset[str]] = {}
        self.root: dict[str, str] = {}
        self.by_url: dict[str, str] = {}
        self.titles = dict(known.titles)
        self.agencies = dict(known.agencies)
        self.days = dict(known.days)

    def place(self, article: Article) -> Article:
        """Give `article` with its bands and what it repeats, and remember it."""
        pieces = shingles(article.text)
        article = replace(article, bands=article.bands or _bands(pieces))
        exact = self.known.hashes.get(article.text_hash) or self.by_hash.get(article.text_hash)
        if exact == article.article_id:  # the very article again, not a copy of it
            return article
        origin: str | None
        kind: DuplicateKind | None
        origin, kind = (exact, "exact") if exact else self._like(article, pieces)
        root = origin or article.article_id
        self._remember(article, pieces, root)
        if origin is None or origin == article.article_id:
            return article
        return replace(article, duplicate_of=origin, duplicate_kind=kind)

    def _remember(self, article: Article, pieces: frozenset[str], root: str) -> None:
        name = article.article_id
        self.root[name] = root
        self.by_hash.setdefault(article.text_hash, root)
        self.pieces[name] = pieces
        for band in article.bands:
            self.by_band.setdefault(band, []).append(name)
        if article.url:
            self.by_url.setdefault(article.url, root)
        self.titles[name] = article.title or ""
        if article.agency:
            self.agencies[name] = article.agency
        if article.published.first:
            self.days[name] = article.published.first

    def _like(self, article: Article, pieces: frozenset[str]) -> tuple[str | None, DuplicateKind | None]:
        """Give the origin of the group that `article` belongs to, and how."""
        if origin := self._version(article, pieces):
            return origin, "version"
        index = self.known.bands
        shared = Counter[str](name for band in article.bands for name in (*index.get(band, ()), *self.by_band.get(band, ())))
        shared.pop(article.article_id, None)
        scores = {name: self._likeness(name, pieces, n) for name, n in shared.items()}
        best: str | None = max(scores, key=lambda name: scores[name], default=None)
        if best is not None and scores[best] >= NEAR:
            return self._origin(best), "near"
        wire = next((name for name in scores if self._is_wire(name, article, pieces)), None)
        return (self._origin(wire), "wire") if wire else (None, None)

    def _version(self, article: Article, pieces: frozenset[str]) -> str | None:
        """Give the first article of the same address, if it is an article's address: the texts are alike or have the same title."""
        address = article.url or ""
        first = self.known.urls.get(address) or self.by_url.get(address)
        if first is None or first == article.article_id or not urlsplit(address).path.strip("/"):
            return None
        same_title = bool(article.title) and self.titles.get(first, "").casefold() == (article.title or "").casefold()
        return first if same_title or self._likeness(first, pieces, 0) >= VERSION else None

    def _is_wire(self, name: str, article: Article, pieces: frozenset[str]) -> bool:
        """Tell whether `name` and `article` are copies of one report of a news agency."""
        if not article.agency or self.agencies.get(name) != article.agency:
            return False
        other, days = self._pieces(name), (self.days.get(name), article.published.first)
        if days[0] and days[1] and abs((days[0] - days[1]).days) > WIRE_DAYS:
            return False
        shorter = min(len(pieces), len(other))
        return shorter >= WIRE_PIECES and len(pieces & other) >= WIRE * shorter

    def _origin(self, name: str) -> str:
        """Give the first of the group of `name`, which an earlier run may have loaded as a duplicate."""
        if name in self.root:
            return self.root[name]
        text = self.known.texts.get(name)
        return self.known.hashes.get(text_hash(text), name) if text is not None else name

    def _likeness(self, name: str, pieces: frozenset[str], n_shared: int) -> float:
        """Measure how alike two texts are, or estimate it by shared bands where an earlier one's text is not at hand."""
        return jaccard(pieces, found) if (found := self._pieces(name)) else estimated(n_shared)

    def _pieces(self, name: str) -> frozenset[str]:
        if name not in self.pieces and name in self.known.texts:
            self.pieces[name] = shingles(self.known.texts[name])
        return self.pieces.get(name, frozenset())


def mark(articles: Iterable[Article], known: Known | None = None) -> list[Article]:
    """Give `articles` in their order with `bands`, `duplicate_of` and `duplicate_kind` set.

    The origin of a group is one that an earlier run has loaded, else the earliest published, else the first in order. An article whose own
    id is known is no duplicate. Known hashes must name the first of a group, bands may name any of it. Duplicates are still
    coded; who counts reports counts a group once.
    """
    batch = list(articles)
    order = sorted(range(len(batch)), key=lambda i: (batch[i].published.first or dt.date.max, i))
    index = _Index(known or NOTHING)
    placed = {i: index.place(batch[i]) for i in order}
    return [placed[i] for i in range(len(batch))]
