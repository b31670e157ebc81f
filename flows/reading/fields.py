"""What one file or line says, format by format: text in, the raw fields of an article out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flows.reading.days import published
from flows.reading.decoding import UnreadableError
from models.records import Published

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_BARE_FIELD = re.compile(r"(?i)(date|published|title|url|source|language|author|section|translated_by)[ \t]*:[ \t]*(.*)")
_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|\Z)")
UNKNOWN = Published()
_NAMES = {  # our field → what it may be called by a sender that gives no map
    "text": ("text", "body"),
    "published": ("published", "date"),
    "doc_id": ("doc_id", "id"),
}
NAMED = (
    *("text", "title", "published", "doc_id", "url", "source", "language", "author", "section"),
    *("translated_by", "original", "original_language"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The fields of one article as received; `language` is None where the sender does not tell it."""

    body: str
    title: str | None = None
    published: Published = UNKNOWN
    doc_id: str | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    author: str | None = None
    section: str | None = None
    translated_by: str | None = None
    original: str | None = None
    original_language: str | None = None


def plain(text: str) -> Fields:
    """Read a plain text: all of it is the body."""
    return Fields(body=text)


def markdown(text: str) -> Fields:
    """Read Markdown: `key: value` lines on top (between `---` lines or bare, up to an empty line), a first `# ` heading as the title."""
    head, body = _front_matter(text)
    if heading := _HEADING.match(body):
        head.setdefault("title", heading[1])
        body = body[heading.end() :]
    return record({**head, "text": body.lstrip("\r\n")})


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    if match := _FRONT_MATTER.match(text):
        pairs = [line.partition(":") for line in match[1].splitlines() if ":" in line]
        return {key.strip().lower(): _unquoted(value) for key, _, value in pairs if _unquoted(value)}, text[match.end() :]
    head: dict[str, object] = {}
    lines = text.splitlines(keepends=True)
    for n, line in enumerate(lines):
        field = _BARE_FIELD.fullmatch(line.strip())
        if field is None:
            is_head = bool(head) and not line.strip()
            return (head, "".join(lines[n:])) if is_head else ({}, text)
        head[field[1].lower()] = _unquoted(field[2])
    return {}, text


def _unquoted(value: str) -> str:
    return value.strip().strip("'\"")


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


def record(fields: Mapping[str, object], *, names: Mapping[str, str] | None = None, date_formats: Sequence[str] = ()) -> Fields:
    """Read one object of JSONL or row of CSV: text or body, and any of doc_id or id, title, published or date, url, source, language,
    author, section, translated_by, original, original_language.

    `names` tells for fields of ours what the sender calls them; a name with dots leads into nested objects.
    """

    def told(name: str) -> object:
        if names and name in names:
            return _reached(fields, names[name])
        return next((fields[key] for key in _NAMES.get(name, (name,)) if fields.get(key) is not None), None)

    body = told("text")
    if not isinstance(body, str):
        name = (names or {}).get("text", "text")
        raise UnreadableError(
            f"no field `{name}` with a string" if body is None else f"field `{name}` is a {type(body).__name__}, not a string"
        )
    rest = {name: _string(told(name)) for name in NAMED if name not in {"text", "published"}}
    return Fields(body=body, published=published(told("published"), formats=date_formats), **rest)


def _reached(fields: Mapping[str, object], path: str) -> object:
    if path in fields:
        return fields[path]
    found: object = fields
    for key in path.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _string(value: object) -> str | None:
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value).strip() or None
    return None


FORMATS: dict[str, Callable[[str], Fields]] = {".txt": plain, ".md": markdown}
