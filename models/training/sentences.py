"""Our own annotated sentences: news on conflict and diplomacy, with the names and the trees that a model of open corpora gets wrong.

``sentences.conllu`` is CoNLL-U: tab-separated columns, a comment that names the phenomenon, names as ``Entity=B-PER`` in MISC.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

SENTENCES_PATH = Path(__file__).with_name("sentences.conllu")


def blocks(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """The phenomenon and the token rows of each sentence. Raises ValueError, with the line, where a row has not ten columns."""
    phenomenon, rows = "", []
    for n, line in enumerate([*path.read_text("utf-8").splitlines(), ""], start=1):
        if line.startswith("# phenomenon = "):
            phenomenon = line.removeprefix("# phenomenon = ")
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
            if len(rows[-1]) != 10:
                raise ValueError(f"{path}, line {n}: {len(rows[-1])} columns, not the ten of CoNLL-U")
        elif not line and rows:
            yield phenomenon, rows
            rows = []


def read_sentences(vocab: Vocab, path: Path = SENTENCES_PATH) -> list[Doc]:
    """One Doc a sentence, with every layer."""
    return [_doc(vocab, rows) for _, rows in blocks(path)]


def _doc(vocab: Vocab, rows: list[list[str]]) -> Doc:
    misc = [dict(item.split("=", 1) for item in row[9].split("|") if "=" in item) for row in rows]
    return Doc(
        vocab,
        words=[row[1] for row in rows],
        spaces=[m.get("SpaceAfter") != "No" for m in misc],
        tags=[row[4] for row in rows],
        pos=[row[3] for row in rows],
        morphs=["" if row[5] == "_" else row[5] for row in rows],
        heads=[int(row[6]) - 1 if int(row[6]) else i for i, row in enumerate(rows)],
        deps=[row[7] if int(row[6]) else "ROOT" for row in rows],
        ents=[m.get("Entity", "O") for m in misc],
    )
