"""Gather the lemma tables of ``seeds/lemmas`` from the gold lemmas of the training treebanks.

python -m models.training.lemma_tables --corpora ../shared/corpora
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import Token

from models.lemmas import SEEDS, lemma_of, read_tables
from models.training.corpora import SYNTAX_SOURCES, read_docs

OPEN_CLASSES = ("VERB", "NOUN", "ADJ", "ADV")
MIN_FORM = 2  # a form must be seen this often before it overrides a rule



def gold_tokens(corpora: Path, split: str) -> list[Token]:
    """Every token of the treebanks with its gold layers."""
    vocab = spacy.blank("en").vocab
    return [t for s in SYNTAX_SOURCES for doc in read_docs(corpora / f"{s.stem}-{split}.spacy", vocab) for t in doc]


def gather_words(tokens: Iterable[Token]) -> list[tuple[str, str]]:
    """The (UPOS, lemma) pairs of the open classes, sorted."""
    pairs = {(t.pos_, t.lemma_) for t in tokens if t.pos_ in OPEN_CLASSES and t.lemma_.replace("-", "").isalpha()}
    return sorted(pairs)


def gather_forms(tokens: Iterable[Token]) -> list[tuple[str, str, str, str]]:
    """(form, UPOS, tag, lemma) where the rules differ from the usual gold lemma of a form seen often enough."""
    tables = read_tables()
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    guesses: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for t in tokens:
        key = (t.text.lower().replace("’", "'"), t.pos_, t.tag_)
        counts[key][t.lemma_] += 1
        guesses[key][lemma_of(t.text, t.pos_, t.tag_, starts_sentence=bool(t.is_sent_start), tables=tables)] += 1
    rows = []
    for key, lemmas in counts.items():
        lemma, n = lemmas.most_common(1)[0]
        total = sum(lemmas.values())
        if n >= MIN_FORM and n * 2 > total and guesses[key][lemma] < n and key[1] not in ("PUNCT", "NUM", "SYM", "X"):
            rows.append((*key, lemma))
    return sorted(rows)


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(argv: list[str] | None = None) -> int:
    """Write ``corpus_words.csv`` and then ``corpus_forms.csv``, which rests on the words."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    args = parser.parse_args(argv)
    tokens = gold_tokens(args.corpora, "train")
    _write(SEEDS / "corpus_forms.csv", ("form", "pos", "tag", "lemma"), [])
    _write(SEEDS / "corpus_words.csv", ("pos", "lemma"), gather_words(tokens))
    _write(SEEDS / "corpus_forms.csv", ("form", "pos", "tag", "lemma"), gather_forms(tokens))
    return 0


if __name__ == "__main__":
    sys.exit(main())
