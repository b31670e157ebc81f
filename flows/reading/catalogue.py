"""The catalogue of sources: `seeds/sources.yml`, or a file of the user's own of the same form; every error with file and line."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Annotated, Any, Literal

import pycountry
import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from flows.reading.desk import Origin
from flows.reading.fields import NAMED
from models.records import Source, Spell
from models.text import canonical_url

Kind = Literal["files", "drop", "feed", "sitemap", "gdelt", "warc"]
Text = Annotated[str, Field(min_length=1, max_length=2_000)]
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _as_spells(told: object) -> object:
    """Let a bare word stand for a spell that is open at both ends."""
    return [{"value": told}] if isinstance(told, str) else told


class _Spell(_Strict):
    first: dt.date | None = Field(default=None, alias="from")
    last: dt.date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> _Spell:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"ends before it begins: {self.first} > {self.last}")
        return self


class Stance(_Spell):
    """What a source is for a time."""

    value: Literal["independent", "state", "belligerent", "partisan"]


class Access(_Spell):
    """How a source may be read for a time."""

    value: Literal["open", "registration", "paywall", "blocked", "closed"]


class Entry(_Strict):
    """One source: where its articles come from, who is behind it, and what it says it covers."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,79}$", description="also the publisher's id in the warehouse")]
    name: Text
    kind: Kind
    url: str | None = Field(default=None, description="address of the feed, sitemap or list")
    path: str | None = Field(default=None, description="file, folder or glob, relative to the working directory")
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = Field(default=None, description="ISO 3166-1 alpha-3 code of its seat")
    type: Literal["agency", "newspaper", "broadcaster", "online", "government", "belligerent", "research", "ngo", "aggregator"] | None = (
        None
    )
    owner: str | None = None
    owner_group: str | None = Field(default=None, description="who stands behind the owner")
    stance: Annotated[tuple[Stance, ...], BeforeValidator(_as_spells)] = ()
    access: Annotated[tuple[Access, ...], BeforeValidator(_as_spells)] = ()
    countries: tuple[Annotated[str, Field(pattern=r"^[A-Z]{3}$")], ...] = Field(default=(), description="declared scope")
    topics: tuple[str, ...] = Field(default=(), description="declared scope")
    licence: str | None = None
    rights: str | None = Field(default=None, description="what may be done with the text")
    schedule: str | None = Field(default=None, description="how often it is worth looking at: cron")
    date_formats: tuple[str, ...] = Field(default=(), description="of strptime, tried before ISO 8601 and e-mail dates")
    fields: dict[str, str] = Field(default_factory=dict, description="field of ours -> what the sender calls it; dots lead into objects")
    daily: tuple[int | None, int | None] = Field(default=(None, None), description="fewest and most articles a day that are usual")
    hosts: tuple[str, ...] = Field(default=(), description="hosts of its articles; of a list or archive, those to read")
    months: tuple[str, ...] = Field(default=(), description="of an archive: the months to read, as 2018-05; {year} and {month} in url")
    full_text: Literal["page", "list"] = Field(default="page", description="whether a feed's text is on the page or in the feed itself")
    is_enabled: bool = Field(default=False, description="read by a run that names no source")
    verified_on: dt.date | None = Field(default=None, description="day on which `khabar sources check` saw it work")

    @field_validator("country", "countries")
    @classmethod
    def _known(cls, told: Any) -> Any:
        for code in (told,) if isinstance(told, str) else told or ():
            if pycountry.countries.get(alpha_3=code) is None:
                raise ValueError(f"no country has the ISO alpha-3 code {code}")
        return told

    @field_validator("url")
    @classmethod
    def _web(cls, told: str | None) -> str | None:
        if told is not None and canonical_url(told.replace("{year}", "2000").replace("{month}", "01")) is None:
            raise ValueError(f"no http(s) address: {told}")
        return told

    @field_validator("fields")
    @classmethod
    def _ours(cls, told: dict[str, str]) -> dict[str, str]:
        if odd := sorted(set(told) - set(NAMED)):
            raise ValueError(f"unknown fields {', '.join(odd)}; ours are {', '.join(NAMED)}")
        return told

    @field_validator("months")
    @classmethod
    def _months(cls, told: tuple[str, ...]) -> tuple[str, ...]:
        if odd := [month for month in told if not _MONTH.fullmatch(month)]:
            raise ValueError(f"no months: {', '.join(odd)}; write them as 2018-05")
        return told

    @model_validator(mode="after")
    def _whole(self) -> Entry:
        if (self.url is None) == (self.path is None):
            raise ValueError("give either url or path")
        if self.kind in {"files", "drop"} and self.path is None:
            raise ValueError(f"kind {self.kind} needs a path")
        if self.kind in {"feed", "sitemap"} and self.url is None:
            raise ValueError(f"kind {self.kind} needs a url")
        low, high = self.daily
        if low is not None and high is not None and low > high:
            raise ValueError(f"daily: {low} > {high}")
        return self

    @property
    def is_publisher(self) -> bool:
        """Tell whether its articles are its own; an aggregator, list or archive has articles of many publishers."""
        return self.kind in {"feed", "sitemap"} and self.type != "aggregator"

    @property
    def origin(self) -> Origin:
        """Give what readers stamp on its articles."""
        publisher = self.id if self.is_publisher else None
        return Origin(publisher=publisher, offered_by=self.id, language=self.language, names=self.fields, date_formats=self.date_formats)

    @property
    def source(self) -> Source:
        """Give it as a row of the warehouse."""
        return Source(
            source_id=self.id,
            name=self.name,
            kind=self.type,
            country=self.country,
            language=self.language,
            owner=self.owner,
            owner_group=self.owner_group,
            stances=tuple(Spell(s.value, s.first, s.last) for s in self.stance),
            accesses=tuple(Spell(s.value, s.first, s.last) for s in self.access),
            url=self.url,
            scope=self.countries,
            topics=self.topics,
            licence=self.licence,
            rights=self.rights,
            schedule=self.schedule,
            daily=self.daily,
            verified=self.verified_on,
        )


def load(path: Path) -> dict[str, Entry]:
    """Give the entries of a catalogue by id. ValueError lists every error with its line."""
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        told = yaml.safe_load(text)
    except OSError as error:
        raise ValueError(f"{path}: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise ValueError(f"{path}: no YAML: {' '.join(str(error).split())}") from error
    if told is None:
        return {}
    if not isinstance(told, list) or not isinstance(root, yaml.SequenceNode):
        raise ValueError(  # noqa: TRY004 - an error of the file, told as all others
            f"{path}, line 1: a list of sources is wanted, each `- id: …`"
        )
    found: dict[str, Entry] = {}
    errors: list[str] = []
    for item, node in zip(told, root.value, strict=True):
        try:
            entry = Entry.model_validate(item)
        except ValidationError as error:
            errors += [f"{path}, line {_line(node, e['loc'])}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
            continue
        if entry.id in found:
            errors.append(f"{path}, line {node.start_mark.line + 1}: a second source {entry.id}")
        found[entry.id] = entry
    if errors:
        raise ValueError("\n".join(errors))
    return found


def _line(node: yaml.Node, loc: tuple[str | int, ...]) -> int:
    """Give the line of what `loc` leads to, or of the nearest that is there."""
    for key in loc:
        inner: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            inner = next((value for name, value in node.value if getattr(name, "value", None) == key), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            inner = node.value[key]
        if inner is None:
            break
        node = inner
    return node.start_mark.line + 1


def verified(path: Path, entry_id: str, day: dt.date) -> None:
    """Write into the file that an entry was seen to work; every other character stays as it is. KeyError if it has no such entry."""
    text = path.read_text(encoding="utf-8")
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    lines = text.splitlines(keepends=True)
    for node in root.value if isinstance(root, yaml.SequenceNode) else ():
        marks = {name.value: (name, value) for name, value in node.value}
        if marks["id"][1].value != entry_id:
            continue
        if "verified_on" in marks:
            name = marks["verified_on"][0].start_mark
            lines[name.line] = f"{' ' * name.column}verified_on: {day}\n"
        else:
            at = marks["id"][0].start_mark
            lines.insert(at.line + 1, f"{' ' * at.column}verified_on: {day}\n")
        path.write_text("".join(lines), encoding="utf-8")
        return
    raise KeyError(entry_id)


def hosts(entries: dict[str, Entry]) -> dict[str, str]:
    """Give the publisher's id for each host that an entry names as its own."""
    return {host.casefold().removeprefix("www."): entry.id for entry in entries.values() if entry.is_publisher for host in entry.hosts}
