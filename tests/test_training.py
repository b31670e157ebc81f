"""Augmentation of training documents keeps labels, missing tokens and trees sound."""

import random
from collections import Counter

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.pipeline._parser_internals.nonproj import is_nonproj_tree
from spacy.tokens import Doc
from spacy.training import Example

from models.training.augment import NameDoc, draw_name, fill_template, recase, swap_names, title_case
from models.training.corpora import LABELS, TEMPLATES_PATH, interleave, plain_features, to_example, to_name_doc
from models.training.sentences import SENTENCES_PATH, blocks, read_sentences
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


def test_a_document_without_a_layer_is_passed_over() -> None:
    nlp = spacy.blank("en")
    parser, ner = nlp.add_pipe("parser"), nlp.add_pipe("ner")
    tree, names = Example(nlp.make_doc(_tree().text), _tree()), to_example(DOC, nlp)
    assert [parser.moves.has_gold(eg) for eg in (tree, names)] == [True, False]
    assert [ner.moves.has_gold(eg) for eg in (tree, names)] == [False, True]
    assert {names.reference[i].tag_ for i in range(len(names.reference))} == {""}


@pytest.mark.parametrize("share", [0.25, 0.5])
def test_each_batch_has_its_part_of_names(share: float) -> None:
    trees = [Example(d, d) for d in (Doc(NLP.vocab, words=["tree"] * 30) for _ in range(40))]
    names = (Example(d, d) for d in (Doc(NLP.vocab, words=["name"] * 10) for _ in range(1000)))
    mixed = list(interleave(iter(trees), names, share))
    counts = Counter(t.text for eg in mixed for t in eg.x)
    assert counts["tree"] == 1200, "a pass ends with the trees"
    assert counts["name"] / sum(counts.values()) == pytest.approx(share, abs=0.03)
    assert {t.text for eg in mixed[:8] for t in eg.x} == {"tree", "name"}


def test_features_that_nothing_reads_are_dropped() -> None:
    doc = Doc(NLP.vocab, words=["teh"], pos=["DET"], morphs=["Definite=Def|PronType=Art|Typo=Yes"])
    assert str(plain_features(doc)[0].morph) == "Definite=Def|PronType=Art"


OWN = list(blocks(SENTENCES_PATH))


def test_our_sentences_are_many_and_of_many_kinds() -> None:
    assert len(OWN) >= 200
    assert len({phenomenon for phenomenon, _ in OWN}) >= 10
    assert len({tuple(row[1] for row in rows) for _, rows in OWN}) == len(OWN)


@pytest.mark.parametrize("doc", read_sentences(NLP.vocab), ids=str)
def test_our_sentences_are_sound(doc: Doc) -> None:
    assert [t.text for t in NLP.make_doc(doc.text)] == [t.text for t in doc], "the tokens are the pipeline's own"
    assert len(list(doc.sents)) == 1
    assert all(t.pos_ and t.tag_ and t.dep_ for t in doc)
    assert all(ent.label_ in LABELS for ent in doc.ents)
    assert not is_nonproj_tree([t.head.i for t in doc])
