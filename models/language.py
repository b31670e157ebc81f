"""The spaCy pipeline that the rest of ``models`` reads sentences with: our own ``en_khabar``, or another that is named."""

from __future__ import annotations

import hashlib
import logging
import os
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import spacy
from spacy.attrs import IS_SPACE, ORTH
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

# Imported for what they register before a pipeline is loaded: the lemmatizer, the rules on names, the half-size vectors.
from models import lemmas as _lemmas  # noqa: F401
from models import names as _names
from models import vectors as _vectors  # noqa: F401

OWN_NAME = "en_khabar"
OWN_PATH = Path(__file__).resolve().parent / OWN_NAME
PARAGRAPHS = "khabar_paragraphs"
OUR_LABELS = "khabar_labels"
_QUOTES, _STOPS = frozenset({'"', "”", "''"}), frozenset({".", "?", "!"})
_QUOTE_KEYS = np.asarray([get_string_id(mark) for mark in sorted(_QUOTES)], dtype=np.uint64)
LABELS = ("PER", "ORG", "LOC", "NORP", "EVENT")
# Labels of the usual English pipelines in ours; what is not here (dates, amounts, works, laws …) is no name to us.
_LABEL_MAP = {
    **{label: label for label in LABELS},
    **{"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "LOCATION": "LOC", "ORGANIZATION": "ORG", "NATIONALITY": "NORP"},
}
# Dependency labels of the ClearNLP scheme that stand for one of Universal Dependencies on the same two tokens.
_CLEAR_TO_UD = {
    **{"dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dative": "iobj", "poss": "nmod:poss"},
    **{"relcl": "acl:relcl", "neg": "advmod", "npadvmod": "obl:unmarked", "nn": "compound", "prt": "compound:prt", "intj": "discourse"},
    **{"predet": "det:predet", "quantmod": "advmod"},
}
# Where ClearNLP hangs a clause differently, no label can mend it: a preposition governs its noun (prep, pobj), *be* its predicate.
_CLEAR_ONLY = frozenset({"pobj", "attr", "acomp", "dobj"})
log = logging.getLogger(__name__)


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
    return complete(nlp, own=where == str(OWN_PATH))


def complete(nlp: Language, *, own: bool) -> Language:
    """Give a loaded pipeline the parts that every text needs; to another than ours also our labels, with a warning where trees differ."""
    if PARAGRAPHS not in nlp.pipe_names:
        nlp.add_pipe(PARAGRAPHS, first=True)
    if own:
        return nlp
    nlp.add_pipe(OUR_LABELS)
    if _names.NAME not in nlp.pipe_names:
        nlp.add_pipe(_names.NAME)
    labels = nlp.pipe_labels
    missing = [need for need in ("parser", "ner") if need not in nlp.pipe_names]
    if missing:
        log.warning("the pipeline %s has no %s: events rest on trees and names", nlp.meta.get("name"), " and no ".join(missing))
    if _CLEAR_ONLY & set(labels.get("parser", ())):
        log.warning(
            "the trees of %s follow ClearNLP, not Universal Dependencies: labels are renamed where they can be (dobj to obj), but a"
            " preposition still governs its noun and *be* its predicate, so that fewer events, places and roles will be found",
            nlp.meta.get("name"),
        )
    return nlp


@Language.component(PARAGRAPHS)
def paragraphs(doc: Doc) -> Doc:
    """End a sentence at every blank line (a title has no full stop), and keep a closing quotation mark with the sentence that it
    closes; before the parser, which keeps what is set."""
    flags = doc.to_array([ORTH, IS_SPACE])
    for i in np.flatnonzero(flags[:-1, 1].astype(bool) | np.isin(flags[:-1, 0], _QUOTE_KEYS)).tolist():
        token = doc[i]
        after = doc[token.i + 1]
        if token.is_space and "\n\n" in token.text:
            token.is_sent_start, after.is_sent_start = False, True
        elif token.text in _QUOTES and token.i and doc[token.i - 1].text in _STOPS and not doc[token.i - 1].whitespace_:
            token.is_sent_start = False
            if token.whitespace_ and after.text[:1].isupper():
                after.is_sent_start = True
    return doc


@Language.component(OUR_LABELS)
def our_labels(doc: Doc) -> Doc:
    """Put another pipeline's entity and dependency labels into ours; names of no label of ours are dropped."""
    named = [(ent, map_label(ent.label_)) for ent in doc.ents]
    doc.ents = [Span(doc, ent.start, ent.end, label=label) for ent, label in named if label]
    for token in doc:
        renamed = _CLEAR_TO_UD.get(token.dep_)
        if renamed:
            token.dep_ = renamed
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
