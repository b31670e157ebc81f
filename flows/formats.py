"""What one file or line says, format by format: bytes in, the raw fields of an article out."""

from __future__ import annotations

import calendar
import datetime as dt
import email.utils
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from models.records import Published

_MOSTLY_ASCII = 0.7  # share of ASCII bytes from which Western Windows text is likelier than what a statistical guess of few bytes gives
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_BARE_FIELD = re.compile(r"(?i)(date|published|title|url|source|language)[ \t]*:[ \t]*(.*)")
_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|\Z)")
_YEAR_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")
_DIGITS = re.compile(r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)(?:\D.*|\d{6}Z?)?", re.DOTALL)
UNKNOWN = Published()
_ENCODINGS = [
    "cp1252",
    "cp1251",
    "cp1256",
    "koi8_r",
    "utf_16",
    "utf_16_le",
    "utf_16_be",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_kr",
    "cp1250",
]


class UnreadableError(ValueError):
    """An input that is no article; the message is the reason given to the user."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one article as received."""

    body: str
    title: str | None = None
    published: Published = UNKNOWN
    doc_id: str | None = None
    url: str | None = None
    source: str | None = None
    language: str = "en"


def decode(data: bytes) -> str:
    """Give the text of `data`: UTF-8 if it can be, else UTF-16 by its mark, else a guess; UnreadableError for binary data."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if data and _n_controls(data) > max(len(data) // 20, 3) and not _is_utf16(data):
        raise UnreadableError("binary data, not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _guessed(data)


def _n_controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROLS))


def _is_utf16(data: bytes) -> bool:
    """Tell whether every second byte is nearly always null, as in UTF-16 of a Western text without a mark."""
    halves = data[0:2000:2], data[1:2000:2]
    return any(half and half.count(0) > 0.8 * len(half) for half in halves)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"broken {encoding} text at byte {error.start}") from error


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - seldom needed

    sample = data[:100_000]
    if sum(byte < 128 for byte in sample) > _MOSTLY_ASCII * len(sample):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1") if _n_controls(data) == 0 else _best(from_bytes(data, cp_isolation=_ENCODINGS).best())
    return _best(from_bytes(data, cp_isolation=_ENCODINGS).best())


def _best(match: object | None) -> str:
    if match is None:
        raise UnreadableError("text in an encoding that cannot be told")
    return str(match)


def published(value: object) -> Published:
    """Read a publication date: ISO 8601 (also year-month and year), digits (20170218103000) or an e-mail date; never guessed from words.

    What is no date gives an unknown one with the reason as evidence. A time of day keeps the day of its own clock.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return Published()
    told = str(value).strip()
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        found = _interval(told)
        if found:
            return Published(*found, "given", (told,))
    return Published(evidence=(f"no date: {told[:80]!r}",))


def _interval(told: str) -> tuple[dt.date, dt.date] | None:
    try:
        if match := _YEAR_MONTH.fullmatch(told):
            year, month = int(match[1]), int(match[2] or 0)
            return dt.date(year, month or 1, 1), dt.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
        if match := _DIGITS.fullmatch(told):
            day = dt.date(int(match[1]), int(match[2]), int(match[3]))
        else:
            day = email.utils.parsedate_to_datetime(told).date()
    except (ValueError, IndexError, TypeError):  # calendar.IllegalMonthError is a ValueError; odd e-mail dates raise the other two
        return None
    return (day, day) if day.year >= 1000 else None


def plain(text: str) -> Fields:
    """Read a plain text: all of it is the body."""
    return Fields(text)


def markdown(text: str) -> Fields:
    """Read Markdown: `key: value` lines on top (between `---` lines or bare, up to an empty line), a first `# ` heading as the title."""
    head, body = _front_matter(text)
    title = head.get("title")
    if heading := _HEADING.match(body):
        title, body = title or heading[1], body[heading.end() :]
    return Fields(
        body.lstrip("\r\n"),
        title=title or None,
        published=published(head.get("published") or head.get("date")),
        doc_id=head.get("doc_id") or head.get("id") or None,
        url=head.get("url") or None,
        source=head.get("source") or None,
        language=head.get("language") or "en",
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    if match := _FRONT_MATTER.match(text):
        pairs = [line.partition(":") for line in match[1].splitlines() if ":" in line]
        return {key.strip().lower(): value.strip().strip("'\"") for key, _, value in pairs}, text[match.end() :]
    head: dict[str, str] = {}
    lines = text.splitlines(keepends=True)
    for n, line in enumerate(lines):
        field = _BARE_FIELD.fullmatch(line.strip())
        if field is None:
            is_head = bool(head) and not line.strip()
            return (head, "".join(lines[n:])) if is_head else ({}, text)
        head[field[1].lower()] = field[2].strip().strip("'\"")
    return {}, text


def html(text: str) -> Fields:
    """Read a page by trafilatura: the article's own text without menus and comments, and what its metadata say."""
    import trafilatura  # noqa: PLC0415 - slow to import, and only pages need it

    if not text.strip():
        raise UnreadableError("empty")
    page = trafilatura.bare_extraction(text, include_comments=False, include_tables=True, with_metadata=True)
    if page is None or isinstance(page, dict) or not (page.text or "").strip():
        raise UnreadableError("no article text in the page")
    return Fields(
        (page.text or "").replace("\n", "\n\n"),  # a line is a paragraph here
        title=page.title,
        published=published(page.date),
        url=page.url,
        source=page.sitename or page.hostname,
        language=page.language or "en",
    )


def json_object(line: str) -> dict[str, object]:
    """Read one line of JSONL; UnreadableError if it is no object."""
    try:
        fields = json.loads(line)
    except RecursionError as error:
        raise UnreadableError("not JSON: nested too deeply") from error
    except ValueError as error:
        raise UnreadableError(f"not JSON: {error.msg if isinstance(error, json.JSONDecodeError) else error}") from error
    if not isinstance(fields, dict):
        raise UnreadableError(f"a JSON {type(fields).__name__}, not an object")
    return fields


def record(fields: dict[str, object]) -> Fields:
    """Read one object of JSONL: text or body, and any of doc_id or id, title, published or date, url, source, language."""

    def first(*names: str) -> object:
        return next((fields[name] for name in names if fields.get(name) is not None), None)

    body = first("text", "body")
    if not isinstance(body, str):
        raise UnreadableError("no field `text` with a string" if body is None else f"field `text` is a {type(body).__name__}, not a string")
    return Fields(
        body,
        title=_string(first("title")),
        published=published(first("published", "date")),
        doc_id=_string(first("doc_id", "id")),
        url=_string(first("url")),
        source=_string(first("source")),
        language=_string(first("language")) or "en",
    )


def _string(value: object) -> str | None:
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value).strip() or None
    return None


FORMATS: dict[str, Callable[[str], Fields]] = {".txt": plain, ".md": markdown, ".html": html, ".htm": html}
