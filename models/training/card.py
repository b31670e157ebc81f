"""The model card, written from the figures, the list of sources, and the table of what was tried."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from models.training import vectors
from models.training.corpora import LABELS, NAME_SOURCES, SYNTAX_SOURCES, TEST_SOURCES, Source

NAMES = {s.stem: s.title for s in (*SYNTAX_SOURCES, *NAME_SOURCES, *TEST_SOURCES)} | {
    "crossner_politics in capitals": "CrossNER, politics, in capitals"
}
TRIED_PATH = Path(__file__).with_name("tried.csv")

_HEAD = """# {lang}_{name} {version}

{description}
A small pipeline that runs on a laptop without a graphics card. Licence of the weights: **{license}**, with attribution to every
source below.

## Parts
One `tok2vec` (96 wide, depth 4, with static word vectors) is shared by `parser` (Universal Dependencies, sentence ends), `ner`,
`tagger` (Penn Treebank tags) and `morphologizer` (UPOS and features); they are trained together, and a document without trees or
without names is passed over by the part that needs them.
`khabar_lemmatizer` works by rule over the tables in `seeds/lemmas`. `khabar_names` makes the names of a document agree.
Name labels: {labels}; countries are LOC.
Trained from scratch by `make train CORPORA=folder VECTORS=file`, {steps} steps of some 1,200 words, seed {seed}: the best checkpoint
on the development data, polished by small steps with a larger share of our own sentences. In training names of the region are
swapped into documents, some are put in capitals or title case, words are put in brackets, sentences are made from our own templates
(`models/training/names.yml`, `templates.txt`), and our own annotated sentences (`sentences.conllu`) are read in every pass.
"""

_TRIED = """On development data (EWT, GUM; Re-DocRED and the held-out blocks), one seed, percent: differences of less than half a point are
noise. A tok2vec of its own learns names faster, but the pipeline then runs at 0.60 of its parser's speed. The shared one reached
74.6 in names and 81.7 in LAS after 5,000 steps; with two, so long a training was not tried.
Polishing on our own sentences: names 74.6 to 75.5, LAS 81.7 to 81.5, and fewer errors in the sentences that the coding of events is
tested with.
One label a name, by vote in the document: Re-DocRED 75.4 to 75.6, CrossNER 84.0 to 84.8, GUM 67.3 to 68.4, re3d 77.7 to 76.8, the
small block of Universal NER 73.9 to 72.2. Acronyms in brackets: GUM 67.3 to 67.6. Joined regions: no case in the corpora.
Marking every repetition of a longer name lost 0.1 to 0.5 and was left out.
"""

_TAIL = """
## Known weaknesses
- ORG and EVENT are the weak name labels.
- NORP was labelled in every corpus from one list of demonyms and religions, so its scores are partly circular.
- Where a name corpus has no development file, the first eighth of its training file is held out, in one block, since neighbouring
  sentences come from one article; these blocks are small and only rank variants.
- Attachment of a prepositional phrase to verb or noun errs in about one of five.
- Headlines in capitals are read worse than sentences; web text is cut into sentences worse than news.
- Of languages other than English nothing is known, but for names in Latin letters.
- `doc.noun_chunks` expects other labels than UD and is nearly empty; the features Abbr, ExtPos, Foreign, NumForm, Style and Typo of
  the treebanks are left out.
"""


def write_card(path: Path, meta: dict[str, Any], figures: dict[str, Any]) -> None:
    """Write MODEL_CARD.md: parts, data with licences, figures, speed, weaknesses."""
    training = meta["training"]
    head = _HEAD.format(
        **{key: meta[key] for key in ("lang", "name", "version", "description", "license")},
        labels=", ".join(LABELS),
        steps=" and then ".join(f"{n:,}" for n in training["steps"]),
        seed=training["seed"],
    )
    figures_head = (
        f"## Figures\nOn the {figures['split']} files, from raw text with the pipeline's own tokens; percent. UAS and LAS leave out"
        " punctuation.\n"
    )
    sections = [head, _data(), figures_head, figure_tables(figures), "\n" + _tried(), _TAIL.rstrip()]
    path.write_text("\n".join(sections) + "\n", "utf-8")


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _data() -> str:
    def row(use: str, source: Source) -> list[str]:
        return [f"[{source.title}]({source.url})", use, source.licence]

    rows = [row("syntax, lemma tables", s) for s in SYNTAX_SOURCES]
    rows += [row(f"names, weight {s.weight:g}", s) for s in NAME_SOURCES] + [row("test only", s) for s in TEST_SOURCES]
    words = f"[GloVe 6B, 100 dimensions, in {vectors.PACKAGE} {vectors.PACKAGE_VERSION}]({vectors.URL})"
    rows.append([words, f"word vectors, the first {vectors.N_WORDS:,} words", vectors.LICENCE])
    return "## Data\n" + _table(["source", "use", "licence"], rows) + f"\n\nsha256 of {vectors.FILE_NAME}: `{vectors.SHA256}`.\n"


def figure_tables(figures: dict[str, Any]) -> str:
    """The figures as two Markdown tables and a line on size and speed."""
    syntax: dict[str, dict[str, float]] = figures["syntax"]
    names: dict[str, dict[str, float]] = figures["names"]
    keys = list(next(iter(syntax.values())))
    columns = ["F", "P", "R", *LABELS]
    one = _table(["test", *keys], [[NAMES[stem], *(f"{row[k]:.1f}" for k in keys)] for stem, row in syntax.items()])
    two = _table(
        ["test", *columns],
        [[NAMES.get(stem, stem), *(f"{row[c]:.1f}" if c in row else "" for c in columns)] for stem, row in names.items()],
    )
    return f"{one}\n\n{two}\n\n{_speed(figures)}"


def _speed(figures: dict[str, Any]) -> str:
    speed, size = figures["speed"], figures["size"]
    return (
        f"{size['megabytes']} MB on disk; loads in {size['seconds to load']} s of processor time; "
        f"{speed['words per second']:.0f} words a second of processor time"
        f" in one process, {speed['ratio']:.2f} of its tok2vec and parser alone ({speed['tok2vec and parser alone']:.0f})."
    )


def _tried() -> str:
    with TRIED_PATH.open(encoding="utf-8", newline="") as handle:
        header, *rows = list(csv.reader(handle))
    return f"## Tried and measured\n{_table(header, rows)}\n\n{_TRIED}"
