"""Names made consistent after the entity recogniser: what one sentence tells of a name holds for the document.

Three rules, each a function over a Doc, each measured on documents (see the model card): an acronym in brackets is what the name before it
is; two regions joined by *and* under one singular head are one place; one name has one label in a document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

_REGION_HEADS = frozenset({"province", "region", "governorate", "county", "district", "oblast", "prefecture"})
_SKIPPED_INITIALS = frozenset({"of", "the", "and", "for", "in", "to", "de", "du", "la", "al"})
NAME = "khabar_names"
Rule = Callable[[Doc, list[Span]], list[Span]]


def initials_match(name: list[str], acronym: str) -> bool:
    """Whether the letters of an acronym are the initials of a name's words, small words counted or not (*IEC*, *UNAMA* not)."""
    parts = [part for word in name for part in word.replace("-", " ").split() if part[:1].isalpha()]
    wanted = acronym.replace(".", "").lower()
    every = "".join(part[0] for part in parts).lower()
    main = "".join(part[0] for part in parts if part.lower() not in _SKIPPED_INITIALS).lower()
    return len(wanted) > 1 and wanted in (every, main)


def link_acronyms(doc: Doc, names: list[Span]) -> list[Span]:
    """Name ``ACR`` in ``Long Name (ACR)`` as the long name is, in the brackets and everywhere in the document."""
    labels: dict[str, str] = {}
    if "(" not in doc.text:
        return names
    for name in names:
        after = doc[name.end : name.end + 3]
        bracketed = len(after) == 3 and after[0].text == "(" and after[2].text == ")"
        if bracketed and initials_match([t.text for t in name], after[1].text):
            labels[after[1].text] = name.label_
    if not labels:
        return names
    known = [Span(doc, t.i, t.i + 1, label=labels[t.text]) for t in doc if t.text in labels]
    taken = {t.i for span in known for t in span}
    return _sorted([*(n for n in names if len(n) > 1 or n.start not in taken), *known])


def join_regions(doc: Doc, names: list[Span]) -> list[Span]:
    """One place of ``X and Y Province``, where the recogniser has seen two."""
    out: list[Span] = []
    for name in names:
        before = out[-1] if out else None
        joined = (
            before is not None
            and before.label_ == name.label_ == "LOC"
            and name.start - before.end == 1
            and doc[before.end].lower_ == "and"
            and len(name) > 1
            and name[-1].lower_ in _REGION_HEADS
            and before[-1].lower_ not in _REGION_HEADS
        )
        if joined and before is not None:
            out[-1] = Span(doc, before.start, name.end, label="LOC")
        else:
            out.append(name)
    return out


def vote(doc: Doc, names: list[Span]) -> list[Span]:
    """One label for each name string of the document: the most frequent, the first seen where two are; a surname goes with its person."""
    texts = [name.text for name in names]
    surnames = {name[-1].text for name in names if name.label_ == "PER" and len(name) > 1}
    if len(set(texts)) == len(texts) and set(texts).isdisjoint(surnames):
        return names
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for text, name in zip(texts, names, strict=True):
        votes[text][name.label_] += 1
        if name.label_ == "PER" and len(name) > 1:
            votes[name[-1].text]["PER"] += 1
    return [Span(doc, n.start, n.end, label=votes[n.text].most_common(1)[0][0]) for n in names]


def _sorted(names: list[Span]) -> list[Span]:
    return sorted(filter_spans(names), key=lambda span: span.start)


RULES: tuple[Rule, ...] = (link_acronyms, join_regions, vote)


@Language.component(NAME, requires=["doc.ents"], assigns=["doc.ents"])
def name_document(doc: Doc) -> Doc:
    """Apply the rules to the names of one document."""
    names = given = list(doc.ents)
    if names:
        for rule in RULES:
            names = rule(doc, names)
    if names != given:
        doc.ents = names
    return doc
