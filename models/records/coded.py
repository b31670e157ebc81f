"""What reading and coding give: articles, times, places, actors, mentions.

All offsets are Python string indices into `Article.text`, end exclusive. All days are inclusive calendar days. Coordinates are
WGS 84 degrees. Countries are ISO 3166-1 alpha-3 codes. Event types and modes are PLOVER's; CAMEO codes are strings (`010` is not `10`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "range", "weekend", "week", "month", "quarter", "season", "year", "decade", "open"]
PublishedBasis = Literal["given", "dateline", "inferred", "unknown"]
PublishedVia = Literal["field", "feed", "sitemap", "json-ld", "meta", "page", "url"]
LanguageBasis = Literal["told", "detected", "assumed"]
DuplicateKind = Literal["exact", "near", "wire", "version"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
DateBasis = Literal["expression", "neighbour", "publication"]
PlaceKind = Literal["site", "city", "district", "admin1", "region", "country", "water"]
PlaceBasis = Literal["sentence", "neighbour", "dateline", "document"]
Voice = Literal["narrator", "self", "other"]
Polarity = Literal["affirmed", "negated"]
Modality = Literal["actual", "possible"]
Aspect = Literal["event", "process", "aggregate", "state", "recap"]
Stance = Literal["asserts", "denies", "blames", "claims_responsibility"]
Status = Literal["asserted", "claimed", "denied", "possible", "negated"]
EventState = Literal["occurred", "claimed", "self_reported", "disputed", "denied", "planned", "negated", "retracted"]


def stable_id(kind: str, *parts: str) -> str:
    """Give the one hash of the house: the letter of `kind` (`article` → `a…`) and 20 hex digits over the parts.

    The parts are length-prefixed, so that ("ab", "c") and ("a", "bc") differ; 80 bits leave a collision among 10**9 ids at 4e-7.
    """
    digest = hashlib.blake2b(digest_size=10)
    for part in (kind, *parts):
        raw = part.encode()
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return kind[0] + digest.hexdigest()


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """An interval of days, both ends inclusive, None where open; `precision` is that of the words, never finer."""

    first: dt.date | None
    last: dt.date | None
    precision: Precision

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it begins."""
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"a time span ends before it begins: {self.first} > {self.last}")


@dataclass(frozen=True, slots=True)
class Anchored:
    """What a dated event of `seeds/anchors.csv` proves of a date: its id and its days. It stands beside what the text says."""

    anchor_id: str
    span: TimeSpan


@dataclass(frozen=True, slots=True)
class Published:
    """When an article came out: one day if given, an interval if inferred, both ends None if unknown."""

    first: dt.date | None = None
    last: dt.date | None = None
    basis: PublishedBasis = "unknown"
    evidence: tuple[str, ...] = ()
    via: PublishedVia | None = None  # what gave the day; None unless `basis` is given


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text as received. `text` is title and body joined and normalised once (`models.text`); offsets point into it."""

    article_id: str
    source_id: str
    locator: str  # where it was read: a path with its line, or a URL
    doc_id: str | None = None  # the sender's own id
    offered_by: str | None = None  # entry of the catalogue of sources that it came by
    url: str | None = None  # canonical
    title: str | None = None
    author: str | None = None
    section: str | None = None
    agency: str | None = None  # news agency that it is credited to, or that published it
    dateline: str | None = None  # place that the dateline names, as written
    body: str = ""
    text: str = ""
    text_hash: str = ""
    language: str = "en"
    language_basis: LanguageBasis = "told"
    translated_by: str | None = None  # who or what made `text` out of `original`
    original_language: str | None = None
    original: str | None = None
    published: Published = Published()
    duplicate_of: str | None = None  # article_id of the first of its group
    duplicate_kind: DuplicateKind | None = None
    bands: tuple[int, ...] = ()  # MinHash band keys (`models.duplicates`); near-duplicates share one


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An input that could not be read, with the reason and enough to find it again."""

    source_id: str
    locator: str
    reason: str
    excerpt: str = ""
    offered_by: str | None = None  # entry of the catalogue of sources
    published: dt.date | None = None  # day of publication, where the list that offered it tells it
    is_fetched: bool = True  # False for what could not even be opened


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression: its words, its TIMEX3 type and value, the days it covers and the rule that read it."""

    start: int
    end: int
    text: str
    timex_type: TimexType
    value: str
    span: TimeSpan
    rule: str
    anchored: Anchored | None = None  # where the words stand beside a dated event: *since the fall of the Taliban 16 years ago*


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the gazetteer. `radius_km` is how far off the point may be."""

    place_id: str  # "geonames:1113217", "iso:AF-FRA", "khabar:…"
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    admin2: str | None = None
    latitude: float
    longitude: float
    radius_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A span that names a place. `place` is None where it is not locatable; `is_location` is False for a metonym or a mere attribute
    (*Tehran* that warns, *Farah officials*), which may tell a country but not where something happened."""

    start: int
    end: int
    text: str
    place: Place | None
    is_location: bool
    confidence: float
    runners_up: tuple[str, ...] = ()  # place ids that were considered, best first


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who: the words of the text and the political actor to code. `actor_id` is None for an actor that no table knows."""

    text: str
    name: str
    start: int | None = None
    end: int | None = None
    actor_id: str | None = None
    country: str | None = None
    sector: str | None = None  # PLOVER sector: GOV MIL REB CVL …


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who says so: the claimant (None if unnamed: *reportedly*), the stance and the words that tell it."""

    claimant: Actor | None
    stance: Stance
    cue: str
    cue_start: int
    cue_end: int


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, low to high; `high` is None for *at least*. `victims` says who, where the text does."""

    low: int
    high: int | None
    victims: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One span of one article that tells of an event. What the text says (`*_told`) stands beside what is resolved."""

    mention_id: str
    article_id: str
    start: int
    end: int
    text: str
    sentence_start: int
    sentence_end: int
    type: str
    mode: str | None
    cameo: str | None
    initiators: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    place: Place | None
    place_told: str | None
    place_basis: PlaceBasis | None
    place_confidence: float | None
    date: TimeSpan | None
    date_told: str | None
    date_basis: DateBasis | None
    voice: Voice
    polarity: Polarity
    modality: Modality
    aspect: Aspect
    status: Status
    claims: tuple[Claim, ...]
    deaths: Count | None
    injured: Count | None
    score: float
    rule: str
    date_anchored: Anchored | None = None  # the days of the event by a dated anchor; `date` keeps what the text says


def same_time(left: Mention, right: Mention) -> bool:
    """Tell whether two mentions may be of one time; acts with dates that exclude each other are two stories, open dates exclude nothing."""
    a, b = left.date, right.date
    if a is None or b is None or not (a.first and a.last and b.first and b.last):
        return True
    return a.first <= b.last and b.first <= a.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that the language part found in one article."""

    article_id: str
    published: Published
    dates: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two mentions that may tell of one happening, with the named parts of their score (each 0 to 1) and whether any forbids a merge."""

    left: str
    right: str
    score: float
    is_compatible: bool
    parts: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What coded a row: the code's version and hashes of the model, the seeds and the gazetteer; `extractor` is one hash over them."""

    code: str
    model: str
    seeds: str
    gazetteer: str
    extractor: str
