"""Spans that name a place: names of the gazetteer, what the model calls a location, and the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from models.gazetteer import Candidate, Gazetteer
from models.gazetteer.search import KIND_WORDS, split_kind
from models.placing.accept import DIRECTIONS, PLACE_LABELS, is_named_after, is_plausible
from models.placing.words import adjectives, group
from models.records import PlaceKind

MAX_WORDS = 5
_UNITS = {"km": 1.0, "kilometers": 1.0, "kilometres": 1.0, "kms": 1.0, "miles": 1.609, "mile": 1.609, "mi": 1.609}
_NAMES = PLACE_LABELS | {"ORG", "PER", "PERSON"}
_ELIDED = re.compile(r"[dl]['’]\w")  # Côte d'Ivoire
_ARTICLES = frozenset({"al", "el", "an", "ar", "as", "ash", "at", "ad", "ed", "es", "et"})


@dataclass(slots=True)
class Found:
    """A span taken for a place name. `name` is what to look up; `start` and `end` are token indices of the shown span."""

    start: int
    end: int
    name: str
    kinds: frozenset[PlaceKind] = frozenset()
    candidates: tuple[Candidate, ...] = ()
    direction: tuple[int, int] | None = None
    offset_km: float | None = None  # with `direction`: so far that way from the named place (*30 km north of X*)
    from_model: bool = False
    is_in_town: bool = False  # a building named after its town, whose point it gets
    containers: list[Found] = field(default_factory=list)
    parts: list[Found] = field(default_factory=list)


def recognise(doc: Doc, gazetteer: Gazetteer) -> list[Found]:
    """Give the place names of a text in order, without overlaps. The model's entities count where there are any; else names alone."""
    labels = _labels(doc)
    has_model = any(labels)
    found: list[Found] = []
    at = 0
    while at < len(doc):
        match = _match(doc, at, gazetteer, labels, has_model=has_model)
        if match is None:
            at += 1
            continue
        found.append(match)
        at = match.end
    taken = {i for f in found for i in range(f.start, f.end)}
    for ent in doc.ents:
        if not any(i in taken for i in range(ent.start, ent.end)) and not is_named_after(ent) and (one := _unlisted(ent, gazetteer)):
            found.append(one)
    found = [f for f in found if not _is_person(doc, f)]
    found += _again(doc, found)
    found += _shared_tails(doc, found, gazetteer)
    found.sort(key=lambda f: f.start)
    ailing = {f.name for f in found if f.end < len(doc) and doc[f.end].lower_ in group("ailment")}
    found = [_widen(doc, f) for f in found if f.name not in ailing]
    _share_kinds(doc, found)
    return sorted([*found, *_abbreviations(doc, found)], key=lambda f: f.start)


def _shared_tails(doc: Doc, found: list[Found], gazetteer: Gazetteer) -> Iterator[Found]:
    """Yield the first of two parts of the world that share their last word (*South and Central Asia*)."""
    for one in found:
        first, _, rest = one.name.partition(" ")
        part = doc[one.start - 2] if one.start > 1 and doc[one.start - 1].lower_ in {"and", "or"} else None
        if part is not None and rest and first.lower() in DIRECTIONS and part.lower_ in DIRECTIONS:
            candidates = gazetteer.lookup(f"{part.text} {rest}")
            if candidates:
                yield Found(part.i, part.i + 1, f"{part.text} {rest}", frozenset(), candidates, from_model=one.from_model)


def _again(doc: Doc, found: list[Found]) -> Iterator[Found]:
    """Yield further uses of a name that the model has once taken for a place: it has one sense in a document."""
    taken = {i for f in found for i in range(f.start, f.end)}
    sure = {f.name: f for f in found if f.from_model and f.candidates and len(f.name) > 2}
    letters = {name[0] for name in sure}
    for start in (t.i for t in doc if t.text[:1] in letters):
        for end in range(start + 1, min(len(doc), start + MAX_WORDS) + 1):
            one = sure.get(doc[start:end].text)
            if one is not None and not taken & set(range(start, end)) and not _is_inside_name(doc, start, end):
                yield Found(start, end, one.name, frozenset(), one.candidates, from_model=True)


def _is_inside_name(doc: Doc, start: int, end: int) -> bool:
    """A part of a longer name is not the whole."""
    label = doc[start].ent_type_
    left = start > 0 and label and doc[start - 1].ent_type_ == label and doc[start].ent_iob_ == "I"
    right = end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].ent_type_ == label
    return bool(left or right)


def _is_person(doc: Doc, found: Found) -> bool:
    """A lone name that is the surname or first name of somebody named in full in the text is not the town of that name."""
    if found.end - found.start > 1 or not found.candidates or found.candidates[0].place.kind == "country":
        return False
    before = doc[found.start - 1].lower_ if found.start else ""
    if before in group("at") or (found.end < len(doc) and doc[found.end].lower_ in KIND_WORDS):
        return False
    name = doc[found.start].text
    return any(e.label_ in {"PER", "PERSON"} and len(e) > 1 and name in {e[0].text, e[-1].text} for e in doc.ents)


def _abbreviations(doc: Doc, found: list[Found]) -> Iterator[Found]:
    """Yield the uses of initials that the text itself introduces (*New South Wales (NSW)*)."""
    taken = {i for f in found for i in range(f.start, f.end)}
    short: dict[str, Found] = {}
    for one in found:
        if one.end + 2 < len(doc) and doc[one.end].text == "(" and doc[one.end + 2].text == ")":
            initials = "".join(w[0] for w in one.name.split() if w[0].isupper())
            if len(initials) > 1 and doc[one.end + 1].text.replace(".", "") == initials:
                short[doc[one.end + 1].text] = one
    for token in doc:
        if token.text in short and token.i not in taken:
            full = short[token.text]
            yield Found(token.i, token.i + 1, full.name, full.kinds, full.candidates)


def _labels(doc: Doc) -> list[str]:
    labels = [""] * len(doc)
    for ent in doc.ents:
        labels[ent.start : ent.end] = [ent.label_] * (ent.end - ent.start)
    return labels


def _unlisted(ent: Span, gazetteer: Gazetteer) -> Found | None:
    """Give a location that only the model sees: one with a place behind its name, or one that is spoken of as a place."""
    if ent.label_ in _NAMES and (towns := _in_town(ent.text.removeprefix("the "), gazetteer)):
        return Found(ent.start, ent.end, ent.text, frozenset({"city"}), towns, from_model=True, is_in_town=True)
    if ent.label_ not in PLACE_LABELS:
        return None
    name, kinds = _strip(ent.text)
    candidates = gazetteer.lookup(name)
    if not candidates and not _nameable(ent):
        return None
    return Found(ent.start, ent.end, name, kinds, candidates, from_model=True)


def _in_town(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Give the town that a building is named after (*Quetta Civil Hospital*): no more is known of where it stands."""
    words = name.split()
    if len(words) < 2 or words[-1].lower() not in group("facility"):
        return ()
    for end in range(len(words) - 1, 0, -1):
        towns = tuple(c for c in gazetteer.lookup(" ".join(words[:end])) if c.place.kind == "city" and c.is_primary)
        if towns:
            return towns
    return ()


def _nameable(ent: Span) -> bool:
    """An acronym that no table knows is seldom a place, whatever the model says; nor is a demonym or an ailment."""
    doc, last = ent.doc, ent[-1].lower_
    if (
        last in DIRECTIONS
        or last == "and"
        or last in adjectives()
        or last in group("agent")
        or last in group("ailment")
        or (len(ent) == 1 and ent.text.isupper())
    ):
        return False
    if not any(t.is_alpha and t.text[0].isupper() for t in ent):
        return False
    after = doc[ent.end].lower_ if ent.end < len(doc) else ""
    at = ent.start - (2 if ent.start > 1 and doc[ent.start - 1].lower_ in {"the", "a"} else 1)
    before = doc[at].lower_ if at >= 0 else ""
    spoken_of = before in group("inside") or (before == "of" and at > 0 and doc[at - 1].lower_ in KIND_WORDS)
    return after not in group("ailment") and (spoken_of or after in KIND_WORDS or last in KIND_WORDS)


def _strip(text: str) -> tuple[str, frozenset[PlaceKind]]:
    bare = text[4:] if text.lower().startswith("the ") else text
    return split_kind(bare)


def _match(doc: Doc, at: int, gazetteer: Gazetteer, labels: list[str], *, has_model: bool) -> Found | None:
    """Give the longest name of the gazetteer that begins at a token and may stand for a place here."""
    article = at + 2 < len(doc) and doc[at].text in _ARTICLES and doc[at + 1].text == "-" and doc[at + 2].text[:1].isupper()
    if not (article or doc[at].text[:1].isupper()) or (doc[at].lower_ == "the" and labels[at] not in PLACE_LABELS):
        return None
    if doc[at].lower_ == "the" and at + 1 < len(doc) and doc[at + 1].ent_iob_ == "B" and labels[at + 1] in PLACE_LABELS:
        return None  # *The Kunduz attack*: the name begins after the article
    for end in range(min(len(doc), at + MAX_WORDS), at, -1):
        span = doc[at:end]
        if not _shaped(span):
            continue
        candidates = gazetteer.lookup(span.text)
        if candidates and is_plausible(span, candidates, labels, has_model=has_model):
            return Found(at, end, span.text, frozenset(), candidates, from_model=labels[at] in PLACE_LABELS)
    return None


def _shaped(span: Span) -> bool:
    """A name begins and ends with a capital; between, small joining words may stand; it stays within a sentence's punctuation."""
    last = span[-1]
    if not (last.text[:1].isupper() or last.text.isdigit() or _ELIDED.match(last.text)):
        return False
    if any(t.is_space or (t.is_punct and t.text not in {"-", "'", "’", "."} and "." not in t.text) for t in span):
        return False
    return all(t.text[:1].isupper() or t.text.lower() in group("joiner") or _ELIDED.match(t.text) for t in span)


def _widen(doc: Doc, found: Found) -> Found:
    """Take in the kind word after or before a name and a direction before it (*northern X*)."""
    end, start = found.end, found.start
    if end < len(doc) and (kinds := KIND_WORDS.get(_singular(doc[end]))):
        plural = doc[end].lower_.endswith("s")
        if doc[end].ent_type_ != "ORG" and not (plural and doc[end].lower_ not in {"provinces", "districts"}):
            found.kinds, found.end = found.kinds or kinds, end + (not plural)
    if start >= 2 and doc[start - 1].lower_ == "of" and (kinds := KIND_WORDS.get(doc[start - 2].lower_)):
        found.kinds = found.kinds or kinds
    for word in _before(doc, start):
        if word.lower_ in DIRECTIONS and not word.text[0].isupper():
            found.direction, found.start = DIRECTIONS[word.lower_], word.i
            if (
                word.i > 1
                and doc[word.i - 1].text in {"-", "‐", "–"}
                and (whole := f"{doc[word.i - 2].lower_}-{word.lower_}") in DIRECTIONS
            ):
                found.direction, found.start = DIRECTIONS[whole], word.i - 2
    _offset(doc, found)
    return found


def _share_kinds(doc: Doc, found: list[Found]) -> None:
    """Give a plural kind word to every name of its list (*Khost and Kunar provinces*)."""
    kinds: frozenset[PlaceKind] = frozenset()
    for one, after in zip(reversed(found), [None, *reversed(found)], strict=False):
        word = doc[one.end].lower_ if one.end < len(doc) else ""
        if word in {"provinces", "districts"}:
            kinds = KIND_WORDS[word]
        elif after is None or {t.lower_ for t in doc[one.end : after.start]} - {",", "and", "or"}:
            kinds = frozenset()
        one.kinds = one.kinds or kinds


def _offset(doc: Doc, found: Found) -> None:
    """Read *30 km north of X* before a name."""
    start = found.start
    if start < 4 or doc[start - 1].lower_ != "of" or doc[start - 2].lower_ not in DIRECTIONS:
        return
    unit, number = _UNITS.get(doc[start - 3].lower_), doc[start - 4].text.replace(",", "")
    if unit and number.replace(".", "", 1).isdigit():
        found.direction, found.offset_km = DIRECTIONS[doc[start - 2].lower_], float(number) * unit


def _before(doc: Doc, start: int) -> Iterator[Token]:
    if start:
        word = doc[start - 1]
        if word.lower_ == "the" and start > 1:
            word = doc[start - 2]
        yield word


def _singular(token: Token) -> str:
    low = token.lower_
    return {"provinces": "province", "districts": "district"}.get(low, low)
