"""Whether a name of the gazetteer stands for a place here, or is part of another name, a word or a person."""

from __future__ import annotations

from spacy.tokens import Span

from models.gazetteer import Candidate
from models.gazetteer.search import KIND_WORDS
from models.placing.words import adjectives, group

DIRECTIONS = {
    **dict.fromkeys(("northern", "north", "upper"), (1, 0)), **dict.fromkeys(("southern", "south"), (-1, 0)),
    **dict.fromkeys(("eastern", "east"), (0, 1)), **dict.fromkeys(("western", "west"), (0, -1)),
    **dict.fromkeys(("northeastern", "northeast", "north-eastern", "north-east"), (1, 1)),
    **dict.fromkeys(("northwestern", "northwest", "north-western", "north-west"), (1, -1)),
    **dict.fromkeys(("southeastern", "southeast", "south-eastern", "south-east"), (-1, 1)),
    **dict.fromkeys(("southwestern", "southwest", "south-western", "south-west"), (-1, -1)), "central": (0, 0),
}  # fmt: skip
PLACE_LABELS = frozenset({"LOC", "GPE", "FAC"})
_BESIDE = frozenset({",", "the", "(", ")", "of", "in", "'s", "’s", "and", "/", "-"})
_WIDE = frozenset({"country", "admin1", "region", "water"})


def is_plausible(span: Span, candidates: tuple[Candidate, ...], labels: list[str], *, has_model: bool) -> bool:
    """Tell whether a span may name a place: `labels` are the model's entity labels a token, `candidates` the likeliest first."""
    text, best = span.text, candidates[0]
    low = text.lower()
    if low in adjectives() and not (best.place.kind == "country" and text.isupper()):
        return False
    if len(text.replace(".", "")) <= 3 and not (text.isupper() and best.place.kind in {"country", "region"} and best.is_primary):
        return False
    if is_named_after(span):
        return False
    wide = best.place.kind in _WIDE and best.is_primary
    common = low.removeprefix("the ") in group("nowhere")
    label, whole = _entity(span, labels)
    if whole and span[-1].lower_ in group("facility") and best.place.kind == "site":
        return True
    if label not in PLACE_LABELS and whole and not common and _is_said_of_place(span, best):
        return True
    if label in PLACE_LABELS:
        return (not common or len(span) > 1) and (whole or _rest_is_place(span, labels))
    if common:
        return False
    if label in {"PER", "PERSON"}:
        return wide and whole and best.place.kind == "country"
    if label == "ORG":  # the name of a body that begins with its country tells the country, no more
        starts = span.start == 0 or labels[span.start - 1] != "ORG"
        return wide and (best.place.kind != "region" if whole else starts)
    if wide or best.place.kind == "site":
        return best.is_primary and (label != "NORP" or best.place.kind == "country")
    return label == "" and _is_known_town(span, best, has_model=has_model)


def _is_said_of_place(span: Span, best: Candidate) -> bool:
    """The words around a name say that it is a place, whatever the model takes it for: *the city of X*, *X district*, *in X* (a town)."""
    doc = span.doc
    before = [doc[i].lower_ for i in range(max(0, span.start - 2), span.start)]
    after = doc[span.end].lower_ if span.end < len(doc) else ""
    if after in KIND_WORDS or (len(before) == 2 and before[1] == "of" and before[0] in KIND_WORDS):
        return True
    if not before or (after and doc[span.end].text[:1].isupper()):
        return False
    if best.place.kind == "region" and best.is_primary:
        return before[-1] == "the"
    is_town = best.place.kind in {"city", "site", "district"} and (best.is_primary or best.population >= 100_000)
    return is_town and (before[-1] in group("at") or (best.population >= 50_000 and before[-1] in group("where")))


def _entity(span: Span, labels: list[str]) -> tuple[str, bool]:
    """Give the label of the entity that a span touches and whether the span is the whole of it (but for an article or a possessive)."""
    label = next((labels[t.i] for t in span if labels[t.i]), "")
    if not label:
        return "", True
    doc, start, end = span.doc, span.start, span.end
    while start and labels[start - 1] == label and doc[start].ent_iob_ != "B":
        start -= 1
    while end < len(doc) and labels[end] == label and doc[end].ent_iob_ != "B":
        end += 1
    loose = [t for t in doc[start:end] if not span.start <= t.i < span.end and t.lower_ not in {"the", "'s", "’s"}]
    return label, not loose


def _rest_is_place(span: Span, labels: list[str]) -> bool:
    """Within a longer location, a shorter name stands for it only beside a kind word, a direction or a comma (*Dallas, Texas*)."""
    doc = span.doc
    before = doc[span.start - 1] if span.start and labels[span.start - 1] in PLACE_LABELS and span[0].ent_iob_ != "B" else None
    after = doc[span.end] if span.end < len(doc) and labels[span.end] in PLACE_LABELS and doc[span.end].ent_iob_ != "B" else None
    return (before is None or before.lower_ in _BESIDE or before.lower_ in DIRECTIONS) and (
        after is None or after.lower_ in _BESIDE or after.lower_ in KIND_WORDS
    )


def _is_known_town(span: Span, best: Candidate, *, has_model: bool) -> bool:
    """Without the model's word a town must be large, and larger still where the sentence begins or the model saw no name."""
    if best.place.kind != "city":
        return False
    first = span[0]
    begins = first.i == 0 or (first.is_sent_start if first.doc.has_annotation("SENT_START") else first.nbor(-1).text in {".", "\n"})
    tag_says_no = bool(first.pos_) and first.pos_ != "PROPN"
    floor = 100_000 if has_model or begins else 20_000
    return best.population >= floor and not tag_says_no and (best.is_primary or best.population > 1_000_000)


def is_named_after(span: Span) -> bool:
    """Tell whether a capitalised neighbour makes the name part of another one (*Jordan Peterson*, *Bank of America*)."""
    doc = span.doc
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    if before is not None and before.lower_ == "of" and span.start > 1:
        head = doc[span.start - 2]
        if head.lower_ in group("stake"):  # *shares of Amazon*
            return True
        if head.text[:1].isupper() and head.lower_ in group("agent"):
            return head.lower_ in {"bank", "university", "party", "association", "federation", "club"}
    if after is not None and after.lower_ in group("ailment"):
        return True
    if (
        after is not None
        and after.text[:1].isupper()
        and after.is_alpha
        and after.lower_ in {"university", "times", "post", "bank", "news", "united"}
    ):
        return True
    return before is not None and before.text in {"Mr.", "Mrs.", "Ms.", "Dr.", "Mr", "Mrs", "Dr"}
