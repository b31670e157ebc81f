"""Augmentation of dependency trees: headline case, unfamiliar names, words in brackets."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from models.training.augment import load_names, recase, upper_case


@dataclass(frozen=True, slots=True)
class TreeShares:
    """How often each change is made to a document."""

    headline: float = 0.12
    names: float = 0.15
    brackets: float = 0.05


@cache
def _single_words(label: str) -> tuple[str, ...]:
    """One-word names: of people (PER), of places (LOC), or of both where the label is empty."""
    names = load_names()
    people = [w for culture in names["person"].values() for w in (*culture["given"], *culture["family"])]
    places = [w for kind in ("town", "province", "country") for w in names["place"][kind]]
    pools = {"PER": people, "LOC": places, "": people + places}
    return tuple(w for w in pools[label] if w.isalpha())


def augment_tree(doc: Doc, rng: random.Random, shares: TreeShares | None = None) -> Doc:
    """The document, or a changed copy of it with every layer kept."""
    shares = shares or TreeShares()
    draw = rng.random()
    if draw < shares.headline:
        return _headline(doc, rng)
    if draw < shares.headline + shares.names:
        labelled = name_tags(doc) is not None
        return _rebuild(doc, [_renamed(t, rng, labelled) for t in doc])
    if draw < shares.headline + shares.names + shares.brackets:
        return _bracketed(doc, rng)
    return doc


def _headline(doc: Doc, rng: random.Random) -> Doc:
    """One sentence of the document without its full stop, in capitals or title case; long documents keep all."""
    words = [t.text for t in doc]
    if rng.random() < 0.5:
        return _rebuild(doc, recase(words, rng, upper=0.5, title=0.5))
    sentence = rng.choice(list(doc.sents))
    end = sentence[-1]
    stop = len(sentence) > 4 and end.is_punct and not list(end.children)
    part = doc[sentence.start : sentence.end - int(stop)].as_doc()
    return _rebuild(part, recase([t.text for t in part], rng, upper=0.4, title=0.4))


def _renamed(token: Token, rng: random.Random, labelled: bool) -> str:
    keeps = token.pos_ != "PROPN" or len(token.text) < 3 or not token.text.isalpha()
    if keeps or (labelled and token.ent_type_ not in ("PER", "LOC")) or rng.random() < 0.3:
        return token.text
    name = rng.choice(_single_words(token.ent_type_))
    return upper_case([name])[0] if token.text.isupper() and len(token.text) > 4 else name


def name_tags(doc: Doc) -> list[str] | None:
    """The entity tags of a document, one a token; None where it has no names annotated."""
    if not doc.has_annotation("ENT_IOB"):
        return None
    return [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc]


def _rebuild(doc: Doc, words: list[str]) -> Doc:
    return Doc(
        doc.vocab,
        words=words,
        spaces=[bool(t.whitespace_) for t in doc],
        tags=[t.tag_ for t in doc],
        pos=[t.pos_ for t in doc],
        morphs=[str(t.morph) for t in doc],
        heads=[t.head.i for t in doc],
        deps=[t.dep_ for t in doc],
        ents=name_tags(doc),
    )


def _bracketed(doc: Doc, rng: random.Random) -> Doc:
    """Square brackets around one word of each of up to two sentences, as editors put them into quotes."""
    leaves = [t.i for t in doc if t.pos_ in ("NOUN", "ADJ", "PROPN", "PRON", "VERB") and t.i and t.text.isalpha() and not t.ent_type_]
    if not leaves:
        return doc
    picked = set(rng.sample(leaves, k=min(2, len(leaves))))
    order: list[tuple[str, int]] = []
    for i in range(len(doc)):
        order += [("[", i), ("", i), ("]", i)] if i in picked else [("", i)]
    place = {i: n for n, (mark, i) in enumerate(order) if not mark}
    tokens = [doc[i] for _, i in order]
    tags = name_tags(doc)
    return Doc(
        doc.vocab,
        words=[mark or t.text for (mark, _), t in zip(order, tokens, strict=True)],
        spaces=[_space(n, order, doc) for n in range(len(order))],
        tags=[{"[": "-LRB-", "]": "-RRB-"}.get(m, t.tag_) for (m, _), t in zip(order, tokens, strict=True)],
        pos=["PUNCT" if m else t.pos_ for (m, _), t in zip(order, tokens, strict=True)],
        morphs=["" if m else str(t.morph) for (m, _), t in zip(order, tokens, strict=True)],
        heads=[place[i] if m else place[t.head.i] for (m, i), t in zip(order, tokens, strict=True)],
        deps=["punct" if m else t.dep_ for (m, _), t in zip(order, tokens, strict=True)],
        ents=tags and ["O" if m else tags[i] for m, i in order],
    )


def _space(n: int, order: list[tuple[str, int]], doc: Doc) -> bool:
    mark, i = order[n]
    if mark == "[" or (not mark and n + 1 < len(order) and order[n + 1] == ("]", i)):
        return False
    return bool(doc[i].whitespace_)
