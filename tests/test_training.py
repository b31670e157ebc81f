"""Augmentation of training documents keeps labels, missing tokens and trees sound."""

import random

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from models.training.augment import NameDoc, draw_name, fill_template, recase, swap_names, title_case
from models.training.corpora import TEMPLATES_PATH, to_example, to_name_doc
from models.training.trees import TreeShares, augment_tree

NLP = spacy.blank("en")
DOC = NameDoc(
    words=["Ann", "Lee", "of", "Oslo", "met", "Ann", "Lee", "at", "Acme", "."],
    spaces=[True, True, True, True, True, True, True, True, False, False],
    tags=["B-PER", "I-PER", "O", "B-LOC", "O", "B-PER", "I-PER", "", "B-ORG", "O"],
)


def tokenize(text: str) -> list[tuple[str, bool]]:
    return [(t.text, bool(t.whitespace_)) for t in NLP.make_doc(text.strip())]


@given(st.integers(0, 10_000))
def test_swapping_keeps_the_rest(seed: int) -> None:
    out = swap_names(DOC, random.Random(seed), tokenize)
    assert len(out.words) == len(out.spaces) == len(out.tags)
    assert [label for _, _, label in out.entities()] == ["PER", "LOC", "PER", "ORG"]
    assert [w for w, t in zip(out.words, out.tags, strict=True) if t in ("O", "")] == ["of", "met", "at", "."]
    first, _, again, _ = [out.words[start:end] for start, end, _ in out.entities()]
    assert first == again, "one name is swapped alike through the document"


def test_missing_tokens_stay_missing() -> None:
    example = to_example(DOC, NLP)
    assert [t.text for t in example.reference if t.ent_iob == 0] == ["at"]
    assert to_name_doc(example.reference) == DOC


def test_labels_outside_the_scheme_become_outside() -> None:
    doc = Doc(NLP.vocab, words=["Hamlet", "in", "Oslo"], ents=["B-MISC", "O", "B-LOC"])
    assert to_name_doc(doc).tags == ["O", "O", "B-LOC"]


@pytest.mark.parametrize("label", ["PER", "ORG", "LOC", "NORP", "EVENT"])
def test_names_are_filled_and_seeded(label: str) -> None:
    names = [draw_name(label, random.Random(seed)) for seed in range(300)]
    assert names == [draw_name(label, random.Random(seed)) for seed in range(300)]
    assert all(name.strip() and "{" not in name for name in names)
    assert len(set(names)) > 10


def test_every_template_fills() -> None:
    rng = random.Random(1)
    lines = [s for s in TEMPLATES_PATH.read_text("utf-8").splitlines() if s and not s.startswith("#")]
    for line in lines:
        doc = fill_template(line, rng, tokenize)
        assert len(doc.words) == len(doc.spaces) == len(doc.tags), line
        assert sum(tag.startswith("B-") for tag in doc.tags) == line.count("{"), line
        assert "  " not in to_example(doc, NLP).text, line


def test_headline_case() -> None:
    words = ["the", "army", "of", "Iran", "and", "'s", "allies"]
    assert title_case(words) == ["The", "Army", "of", "Iran", "and", "'s", "Allies"]
    assert recase(words, random.Random(0), upper=1.0, title=0.0) == [w.upper() for w in words]
    assert recase(words, random.Random(0), upper=0.0, title=0.0) == words


def _tree() -> Doc:
    return Doc(
        NLP.vocab,
        words=["They", "received", "reports", "from", "Kabul", ".", "Nobody", "spoke", "."],
        tags=["PRP", "VBD", "NNS", "IN", "NNP", ".", "NN", "VBD", "."],
        pos=["PRON", "VERB", "NOUN", "ADP", "PROPN", "PUNCT", "PRON", "VERB", "PUNCT"],
        heads=[1, 1, 1, 4, 2, 1, 7, 7, 7],
        deps=["nsubj", "ROOT", "obj", "case", "nmod", "punct", "nsubj", "ROOT", "punct"],
    )


@pytest.mark.parametrize("shares", [TreeShares(1, 0, 0), TreeShares(0, 1, 0), TreeShares(0, 0, 1)])
def test_trees_stay_sound(shares: TreeShares) -> None:
    wanted = {(t.dep_, t.head.dep_) for t in _tree()}
    for seed in range(40):
        doc = augment_tree(_tree(), random.Random(seed), shares)
        assert len(list(doc.sents)) in (1, 2)
        assert {(t.dep_, t.head.dep_) for t in doc if t.text not in "[]"} <= wanted
        assert all(t.dep_ == "punct" for t in doc if t.text in "[]")


def test_brackets_come_in_pairs_within_one_sentence() -> None:
    for seed in range(40):
        doc = augment_tree(_tree(), random.Random(seed), TreeShares(0, 0, 1))
        assert all(sentence.text.count("[") == sentence.text.count("]") for sentence in doc.sents)
        assert "[" in doc.text
