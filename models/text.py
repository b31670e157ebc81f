"""One text for every later stage: normalised once, title and body joined, with a map back to the characters as received.

Most characters change one for one (curly quotes, odd spaces), which needs no map. What is removed or composed is found by one
regular expression and kept as segments that bisect finds, so that clean text costs a few scans in C.
"""

from __future__ import annotations

import functools
import hashlib
import re
import sys
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from courlan import clean_url

from models.records import Article, Published, stable_id

Part = Literal["title", "body"]
Span = tuple[int, int]

# Soft hyphen, zero-width and bidi marks, byte order marks, controls other than tab and line ends; \r goes where \n follows.
_REMOVED = re.compile(
    "(?:[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
    "|\r(?=\n))+"
)
_ODD_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u2039\u203a\uff07"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"
_ONE_FOR_ONE = str.maketrans(
    dict.fromkeys(_ODD_SPACES, " ")
    | dict.fromkeys(_LINE_ENDS, "\n")
    | dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
)
_EXCHANGED = re.compile(f"[{re.escape(_ODD_SPACES + _LINE_ENDS + _SINGLE_QUOTES + _DOUBLE_QUOTES)}\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DEFAULT_PORT = re.compile(r"^(https?://[^/?#]*):(?:80|443)(?=[/?#]|$)")


@dataclass(frozen=True, slots=True)
class _Rewrite:
    """How a rewritten text lies over its source. Segment i begins at `starts[i]` there and `sources[i]` in the source; `widths[i]` is None
    where it runs character by character and else the number of source characters that it stands for as a whole."""

    starts: list[int]
    sources: list[int]
    widths: list[int | None]

    def span(self, start: int, end: int) -> Span:
        first = self._edge(start)[0]
        return (first, self._edge(end - 1)[1] if end > start else first)

    def _edge(self, index: int) -> Span:
        """Give where the character at `index` begins and ends in the source."""
        i = max(bisect_right(self.starts, index) - 1, 0)
        width = self.widths[i]
        if width is not None:
            return self.sources[i], self.sources[i] + width
        at = self.sources[i] + index - self.starts[i]
        return at, at + 1


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text that can tell where any of its spans stood in the text as received."""

    text: str
    _rewrites: tuple[_Rewrite, ...] = ()

    def original(self, start: int, end: int) -> Span:
        """Give the span of the raw text, end exclusive, that `text[start:end]` came from; characters removed at its edges stay outside."""
        for rewrite in reversed(self._rewrites):
            start, end = rewrite.span(start, end)
        return start, end


def normalise(raw: str) -> Normalised:
    """Give `raw` in NFC with straight quotes, plain spaces and \\n line ends, without marks that are not seen.

    Soft hyphens, zero-width and bidi marks and controls are removed; half surrogates become U+FFFD. Doing it twice changes nothing.
    """
    text = raw
    rewrites = []
    if _REMOVED.search(text):
        text, rewrite = _rewritten(text, _REMOVED, is_composed=False)
        rewrites.append(rewrite)
    if _EXCHANGED.search(text):
        text = _SURROGATE.sub("\ufffd", text.translate(_ONE_FOR_ONE))
    if not unicodedata.is_normalized("NFC", text):
        text, rewrite = _rewritten(text, _clusters(), is_composed=True)
        rewrites.append(rewrite)
    return Normalised(text, tuple(rewrites))


def _rewritten(text: str, pattern: re.Pattern[str], *, is_composed: bool) -> tuple[str, _Rewrite]:
    """Remove or compose each match of `pattern`, and note the segments between."""
    rewrite = _Rewrite([0], [0], [None])
    pieces: list[str] = []
    length = done = 0

    def note(source: int, width: int | None) -> None:
        rewrite.starts.append(length)
        rewrite.sources.append(source)
        rewrite.widths.append(width)

    for match in pattern.finditer(text):
        pieces.append(text[done : match.start()])
        length += match.start() - done
        done = match.end()
        if is_composed:
            composed = unicodedata.normalize("NFC", match[0])
            note(match.start(), done - match.start())
            pieces.append(composed)
            length += len(composed)
        note(done, None)
    pieces.append(text[done:])
    return "".join(pieces), rewrite


@functools.cache
def _clusters() -> re.Pattern[str]:
    """Build the pattern of a character with all that NFC may compose, reorder or replace with it (Unicode's NFC_Quick_Check, roughly)."""
    unstable = [c for c in map(chr, range(0x80, sys.maxunicode + 1)) if unicodedata.combining(c) or not unicodedata.is_normalized("NFC", c)]
    # Hangul vowels and finals compose with what stands before; the rest are marks of class 0 that have the same property.
    unstable += [*map(chr, range(0x1161, 0x1176)), *map(chr, range(0x11A8, 0x11C3)), *_composing_starters()]
    return re.compile(".?[" + "".join(map(re.escape, sorted(set(unstable)))) + "]+", re.DOTALL)


def _composing_starters() -> set[str]:
    """Give the characters of combining class 0 that come second in a canonical composition (U+09BE and its like)."""
    found = set()
    for code in range(0x80, sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            found.add(chr(int(parts[1], 16)))
    return {c for c in found if not c.isascii()}


@dataclass(frozen=True, slots=True)
class Joined:
    """Title and body as one text: the title, an empty line, the body."""

    text: str
    _title: Normalised
    _title_shift: int  # characters of the normalised title that stand before the one in `text`
    _body: Normalised
    _body_start: int  # where the body begins in `text`
    _body_shift: int  # characters of the normalised body that were left out before it

    def origin(self, start: int, end: int) -> tuple[Part, int, int]:
        """Give the part that `text[start:end]` came from and the span there, in the characters as received; a span over both counts for
        the part it begins in and ends with it."""
        if start >= self._body_start:
            offset = self._body_shift - self._body_start
            return ("body", *self._body.original(start + offset, end + offset))
        limit = max(self._body_start - 2, 0)
        return ("title", *self._title.original(min(start, limit) + self._title_shift, min(end, limit) + self._title_shift))


def join(title: str | None, body: str) -> Joined:
    """Normalise and join `title` and `body`; a body whose first line repeats the title gives the title once.

    Without a title the text is `normalise(body).text` to the character.
    """
    whole, heading = normalise(body), normalise(title or "")
    line = heading.text.replace("\n", " ").strip()
    if not line:
        return Joined(whole.text, heading, 0, whole, 0, 0)
    lead = len(heading.text) - len(heading.text.lstrip())
    shift = _after_title(whole.text, line)
    prefix = line + "\n\n"
    return Joined(prefix + whole.text[shift:], heading, lead, whole, len(prefix), shift)


def _after_title(body: str, title: str) -> int:
    """Give where the body proper begins: after empty lines and a first line that is the title again."""
    start = len(body) - len(body.lstrip())
    end = body.find("\n", start)
    first = body[start:] if end < 0 else body[start:end]
    if " ".join(first.split()).casefold() != " ".join(title.split()).casefold():
        return start
    rest = body[start + len(first) :]
    return len(body) - len(rest.lstrip())


def canonical_url(url: str | None) -> str | None:
    """Give an http(s) address without tracking parameters, fragment and default port (courlan does the rest); None for anything else."""
    cleaned = clean_url(url.strip()) if url and url.strip() else None
    if not cleaned or not cleaned.lower().startswith(("http://", "https://")):
        return None
    plain = _DEFAULT_PORT.sub(r"\1", cleaned.partition("#")[0])
    return plain.rstrip("/") if plain.count("/") == 3 else plain


def text_hash(text: str) -> str:
    """Give 32 hex digits that are equal for texts that differ in white space alone."""
    return hashlib.blake2b(" ".join(text.split()).encode(), digest_size=16).hexdigest()


def article(
    body: str,
    *,
    source_id: str,
    locator: str,
    title: str | None = None,
    doc_id: str | None = None,
    url: str | None = None,
    language: str = "en",
    published: Published | None = None,
) -> Article:
    """Build an `Article` from the fields as received; the same address, source and text give the same id in any run."""
    text = join(title, body).text
    digest, address = text_hash(text), canonical_url(url)
    return Article(
        article_id=stable_id("article", address or "", source_id, digest),
        source_id=source_id,
        locator=locator,
        doc_id=doc_id,
        url=address,
        title=title,
        body=body,
        text=text,
        text_hash=digest,
        language=language,
        published=published or Published(),
    )
