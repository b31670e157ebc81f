"""The model card, written from the figures and from the list of sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.training.corpora import LABELS, NAME_SOURCES, SYNTAX_SOURCES, TEST_SOURCES, Source

NAMES = {s.stem: s.title for s in (*SYNTAX_SOURCES, *NAME_SOURCES, *TEST_SOURCES)}

_HEAD = """# {lang}_{name} {version}

{description}
A small pipeline that runs on a laptop without a graphics card. Licence of the weights: **{license}**, with attribution to every
source below.

## Parts
`tok2vec` (96 wide, depth 4) is shared by `tagger` (Penn Treebank tags), `morphologizer` (UPOS and features) and `parser`
(Universal Dependencies, sentence ends). `khabar_lemmatizer` works by rule over the tables in `seeds/lemmas`.
`ner` has a tok2vec of its own; labels {labels}; countries are LOC.
Trained from scratch by `python -m models.training.train --corpora DIR --out models/en_khabar`,
steps {steps}, seed {seed}, best checkpoint on the development data. In training names of the region are swapped into documents,
some are put in capitals or title case, words are put in brackets, and sentences are made from our own templates
(`models/training/names.yml`, `templates.txt`).
"""

_TAIL = """
## Known weaknesses
- ORG and EVENT are the weak name labels. Where one name in a document gets two labels, nothing mends it yet.
- NORP was labelled in every corpus from one list of demonyms and religions, so its scores are partly circular.
- Where a name corpus has no development file, part of its training file is held out; sentences of one article may then lie on both
  sides, so figures on held-out data are 7 to 15 points above the test figures (CrossNER, wikigold) and only rank variants.
- Attachment of a prepositional phrase to verb or noun errs in about one of five.
- Headlines in capitals are read worse than sentences; web text is cut into sentences worse than news.
- `doc.noun_chunks` expects other labels than UD and is nearly empty.
"""


def write_card(path: Path, meta: dict[str, Any], figures: dict[str, Any]) -> None:
    """Write MODEL_CARD.md: parts, data with licences, figures, speed, weaknesses."""
    training = meta["training"]
    head = _HEAD.format(
        **{key: meta[key] for key in ("lang", "name", "version", "description", "license")},
        labels=", ".join(LABELS),
        steps=", ".join(f"{part} {n}" for part, n in training["steps"].items()),
        seed=training["seed"],
    )
    sections = [head, _data(), _figures(figures), _speed(figures), _TAIL.rstrip()]
    path.write_text("\n".join(sections) + "\n", "utf-8")


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _data() -> str:
    def row(use: str, source: Source) -> list[str]:
        return [f"[{source.title}]({source.url})", use, source.licence]

    rows = [row("syntax, lemma tables", s) for s in SYNTAX_SOURCES]
    rows += [row(f"names, weight {s.weight:g}", s) for s in NAME_SOURCES] + [row("test only", s) for s in TEST_SOURCES]
    return "## Data\n" + _table(["source", "use", "licence"], rows) + "\n"


def _figures(figures: dict[str, Any]) -> str:
    syntax: dict[str, dict[str, float]] = figures["syntax"]
    names: dict[str, dict[str, float]] = figures["names"]
    keys = list(next(iter(syntax.values())))
    columns = ["F", "P", "R", *LABELS]
    one = _table(["test", *keys], [[NAMES[stem], *(f"{row[k]:.1f}" for k in keys)] for stem, row in syntax.items()])
    two = _table(
        ["test", *columns],
        [[NAMES.get(stem, stem), *(f"{row[c]:.1f}" if c in row else "" for c in columns)] for stem, row in names.items()],
    )
    return (
        f"## Figures\nOn the {figures['split']} files, from raw text with the pipeline's own tokens; percent. UAS and LAS leave out"
        " punctuation.\n\n"
        f"{one}\n\n{two}\n"
    )


def _speed(figures: dict[str, Any]) -> str:
    speed, size = figures["speed"], figures["size"]
    return (
        "## Size and speed\n"
        f"{size['megabytes']} MB on disk; loads in {size['seconds to load']} s of processor time; "
        f"{speed['words per second']:.0f} words a second of processor time"
        f" in one process, {speed['ratio']:.2f} of its tok2vec and parser alone ({speed['tok2vec and parser alone']:.0f}).\n"
    )
