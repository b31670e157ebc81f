"""Score a pipeline on the test files: syntax, names, lemmas, speed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.scorer import Scorer, get_ner_prf
from spacy.training import Example

from models.language import complete
from models.names import NAME
from models.training.augment import NameDoc, upper_case
from models.training.corpora import LABELS, NAME_SOURCES, SYNTAX_SOURCES, TEST_SOURCES, name_docs, read_docs, to_example

Figures = dict[str, dict[str, float]]
_SYNTAX_KEYS = {
    "UPOS": "pos_acc",
    "XPOS": "tag_acc",
    "UAS": "dep_uas",
    "LAS": "dep_las",
    "sentences F": "sents_f",
    "lemmas": "lemma_acc",
}
NAME_TESTS = ("crossner_politics", "wikigold", "redocred", "uner_ewt", "re3d", "gumner")


def score_syntax(nlp: Language, corpora: Path, *, split: str = "test") -> Figures:
    """Percentages on each treebank, from raw text (the pipeline's own tokens); punctuation does not count in UAS and LAS."""
    figures: Figures = {}
    for source in (*SYNTAX_SOURCES, *(TEST_SOURCES if split == "test" else ())):
        golds = read_docs(corpora / f"{source.stem}-{split}.spacy", nlp.vocab)
        with nlp.select_pipes(disable=["ner", NAME]):
            examples = _predict(nlp, [Example(nlp.make_doc(gold.text), gold) for gold in golds])
        scores = Scorer(nlp).score(examples) | Scorer.score_token_attr(examples, "lemma")
        figures[source.stem] = {name: _percent(scores.get(key)) for name, key in _SYNTAX_KEYS.items()}
    return figures


def score_names(nlp: Language, corpora: Path, *, split: str = "test") -> Figures:
    """Entity F in percent, over all labels and by label, on each name corpus and on CrossNER politics in capitals."""
    figures: Figures = {}
    by_stem = {source.stem: source for source in NAME_SOURCES}
    for stem in NAME_TESTS:
        docs = name_docs(corpora, by_stem[stem], split)
        figures[stem] = _score_names(nlp, docs)
        if stem == "crossner_politics":
            capitals = [NameDoc(upper_case(doc.words), doc.spaces, doc.tags) for doc in docs]
            figures["crossner_politics in capitals"] = _score_names(nlp, capitals)
    return figures


def _score_names(nlp: Language, docs: Sequence[NameDoc]) -> dict[str, float]:
    with nlp.select_pipes(enable=["tok2vec", "ner", NAME]):
        examples = _predict(nlp, [to_example(doc, nlp) for doc in docs])
    scores = get_ner_prf(examples)  # leaves out tokens of which the source was not sure
    types: dict[str, Any] = scores["ents_per_type"] or {}
    row = {"F": scores["ents_f"], "P": scores["ents_p"], "R": scores["ents_r"]}
    return {key: _percent(value) for key, value in (row | {label: types[label]["f"] for label in LABELS if label in types}).items()}


def _predict(nlp: Language, examples: list[Example]) -> list[Example]:
    docs = nlp.pipe((example.predicted for example in examples), batch_size=64)
    return [Example(doc, example.reference) for doc, example in zip(docs, examples, strict=True)]


def _percent(value: float | None) -> float:
    return round(100 * (value or 0.0), 1)


def score_speed(nlp: Language, corpora: Path) -> dict[str, float]:
    """Words a second of processor time, one process: the whole pipeline, its tok2vec and parser alone, and the ratio of the two.

    The two take turns, so that a busy machine slows both alike; the best of five rounds counts.
    """
    texts = [doc.text for doc in read_docs(corpora / "pud-test.spacy", nlp.vocab)]
    whole = parser = 0.0
    for _ in range(5):
        whole = max(whole, _words_per_second(nlp, texts))
        with nlp.select_pipes(enable=["tok2vec", "parser"]):
            parser = max(parser, _words_per_second(nlp, texts))
    return {"words per second": round(whole), "tok2vec and parser alone": round(parser), "ratio": round(whole / parser, 2)}


def _words_per_second(nlp: Language, texts: list[str]) -> float:
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return words / (time.process_time() - start)


def measure(folder: Path, corpora: Path, *, split: str = "test") -> dict[str, Any]:
    """Every figure of the model card, from the pipeline as it lies on disk, read as the rest of the code reads it."""
    seconds = []
    for _ in range(3):
        start = time.process_time()
        nlp = complete(spacy.load(folder), own=True)
        seconds.append(time.process_time() - start)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return {
        "split": split,
        "syntax": score_syntax(nlp, corpora, split=split),
        "names": score_names(nlp, corpora, split=split),
        "speed": score_speed(nlp, corpora),
        "size": {"megabytes": round(size / 1e6, 1), "seconds to load": round(min(seconds), 2)},
    }
