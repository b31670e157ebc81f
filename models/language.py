"""The spaCy pipeline that the rest of ``models`` reads sentences with: our own ``en_khabar``, or another that is named."""

from __future__ import annotations

import hashlib
import os
from functools import cache, lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from models import lemmas as _lemmas  # noqa: F401 - registers the factory khabar_lemmatizer before a pipeline is loaded

OWN_NAME = "en_khabar"
OWN_PATH = Path(__file__).resolve().parent / OWN_NAME
PARAGRAPHS = "khabar_paragraphs"
_QUOTES, _STOPS = frozenset({'"', "”", "''"}), frozenset({".", "?", "!"})
LABELS = ("PER", "ORG", "LOC", "NORP", "EVENT")
# Labels of the usual English pipelines in ours; what is not here (dates, amounts, works, laws …) is no name to us.
_LABEL_MAP = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "PER": "PER", "ORG": "ORG", "LOC": "LOC", "NORP": "NORP", "EVENT": "EVENT"}


def load(name: str | None = None) -> Language:
    """The pipeline to read with, loaded once a process.

    ``name`` is None or ``en_khabar`` for the pipeline of this checkout, else an installed spaCy pipeline or a folder of one
    (the setting ``KHABAR_MODEL``). Raises FileNotFoundError, saying what to do, where it is not there.
    """
    return _load(str(OWN_PATH) if name in (None, "", OWN_NAME) else os.fspath(str(name)))


@lru_cache(maxsize=4)
def _load(where: str) -> Language:
    if where == str(OWN_PATH) and not (OWN_PATH / "meta.json").is_file():
        raise FileNotFoundError(
            f"the language model is not at {OWN_PATH}: restore it from the repository, or train it by"
            " `make train CORPORA=…`, or name an installed spaCy pipeline in KHABAR_MODEL"
        )
    try:
        nlp = spacy.load(where)
    except OSError as error:
        raise FileNotFoundError(
            f"no spaCy pipeline {where!r}: install it, or give the folder of one, or unset KHABAR_MODEL to use {OWN_NAME}"
        ) from error
    if PARAGRAPHS not in nlp.pipe_names:
        nlp.add_pipe(PARAGRAPHS, first=True)
    return nlp


@Language.component(PARAGRAPHS)
def paragraphs(doc: Doc) -> Doc:
    """End a sentence at every blank line (a title has no full stop), and keep a closing quotation mark with the sentence that it
    closes; before the parser, which keeps what is set."""
    for token in doc[:-1]:
        after = doc[token.i + 1]
        if token.is_space and "\n\n" in token.text:
            token.is_sent_start, after.is_sent_start = False, True
        elif token.text in _QUOTES and token.i and doc[token.i - 1].text in _STOPS and not doc[token.i - 1].whitespace_:
            token.is_sent_start = False
            if token.whitespace_ and after.text[:1].isupper():
                after.is_sent_start = True
    return doc


def map_label(label: str) -> str | None:
    """Our label (PER, ORG, LOC, NORP, EVENT) for an entity label of another pipeline; None for what is no name to us."""
    return _LABEL_MAP.get(label)


@cache
def version(name: str | None = None) -> str:
    """Give 16 hex digits over the files of our pipeline, or another pipeline's name and version: what the rows depend on."""
    if name not in (None, "", OWN_NAME):
        meta = load(name).meta
        return f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}"
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(OWN_PATH.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(OWN_PATH).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
