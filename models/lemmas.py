"""Lemmas by rule: tables of irregular forms first, then endings by part of speech, with a word list to decide.

The tables live in ``seeds/lemmas``. Lemmas follow Universal Dependencies for English: lower case but for proper nouns,
participles used as adjectives stay as they are, comparatives go to the positive form.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from spacy.attrs import LEMMA, ORTH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc

SEEDS = Path(__file__).resolve().parent.parent / "seeds" / "lemmas"
_BASE_TAGS = frozenset({"VB", "VBP", "MD"})
_KEEP_DOUBLE = frozenset({"ll", "ss", "ff", "zz"})
_PREFIXES = ("re", "re-", "mis", "un", "over", "under", "out", "de", "dis", "counter", "co-", "pre", "pro")
_VOWELS = frozenset("aeiouy")
# Endings of a bare stem after which an -e is lost before -ed and -ing, where the word list does not know the verb.
_E_ENDINGS = (
    *("bl", "cl", "dl", "fl", "gl", "kl", "pl", "tl", "zl", "c", "v", "u", "ag", "dg", "rg", "iz", "is", "us", "as", "os"),
    *("ns", "rs", "uat", "iat", "ut"),
)
_DEMONYM_ENDINGS = ("i", "an", "ese", "ish", "ite")


@dataclass(slots=True)
class LemmaTables:
    """Irregular forms keyed by (form, UPOS, tag or ""), and the known lemmas of each part of speech."""

    exceptions: dict[tuple[str, str, str], str] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)

    def knows(self, pos: str, lemma: str) -> bool:
        """Whether a lemma is in the word list of a part of speech; a verb also behind a prefix (*mismanage*)."""
        known = self.words.get(pos, set())
        if lemma in known or pos != "VERB":
            return lemma in known
        return any(lemma.removeprefix(p) in known for p in _PREFIXES if lemma.startswith(p) and len(lemma) > len(p) + 3)

    def known_anywhere(self, lemma: str) -> bool:
        """Whether a lemma is in any word list."""
        return any(lemma in known for known in self.words.values())


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as handle:
            yield from csv.DictReader(handle)


def read_tables(folder: Path = SEEDS, *, corpus: bool = True) -> LemmaTables:
    """The tables of a seeds folder; ``corpus=False`` leaves out what was gathered from treebanks.

    Raises FileNotFoundError where the hand-written tables are missing.
    """
    if not (folder / "irregular_verbs.csv").is_file():
        raise FileNotFoundError(f"no lemma tables in {folder}: run from a complete checkout")
    tables = LemmaTables()
    if corpus:
        for row in _rows(folder / "corpus_words.csv"):
            tables.words.setdefault(row["pos"], set()).add(row["lemma"])
        for row in _rows(folder / "corpus_forms.csv"):
            tables.exceptions[row["form"], row["pos"], row["tag"]] = row["lemma"]
    verbs = tables.words.setdefault("VERB", set())
    verbs.update(row["lemma"] for row in _rows(folder / "verbs.csv"))
    for row in _rows(folder / "irregular_verbs.csv"):
        verbs.add(row["lemma"])
        for form in (row["past"], row["participle"]):
            for tag in ("VBD", "VBN"):
                tables.exceptions.setdefault((form, "VERB", tag), row["lemma"])
    for row in _rows(folder / "irregular_forms.csv"):
        tables.exceptions.setdefault((row["form"], row["pos"], row["tag"]), row["lemma"])
    return tables


@cache
def default_tables() -> LemmaTables:
    """The tables of the checkout, read once."""
    return read_tables()


def lemma_of(form: str, pos: str, tag: str = "", *, starts_sentence: bool = False, tables: LemmaTables | None = None) -> str:
    """The lemma of a word form.

    ``pos`` is the universal part of speech, ``tag`` the Penn Treebank tag (may be empty: the ending then tells).
    """
    tables = tables or default_tables()
    if (pos == "VERB" and not tag.startswith("VB")) or (pos == "NOUN" and tag.startswith("VB")):
        tag = ""  # part of speech and tag are told apart: where they differ (*calls* as VERB and NNS) the ending tells more
    low = form.lower().replace("’", "'")
    if pos == "PROPN":
        return _proper(form, tag, tables)
    if pos == "VERB" and tag in ("NN", "NNS"):
        tag = ""  # the tagger disagrees with the part of speech (*plans* as NNS): the ending tells
    found = tables.exceptions.get((low, pos, tag))
    if found is None and tag not in _BASE_TAGS | {"NN"}:
        found = tables.exceptions.get((low, pos, ""))
    if found is None and pos == "AUX":
        found = tables.exceptions.get((low, pos, ""))
    if found is not None:
        return found
    if pos in ("VERB", "AUX"):
        return low if tag in _BASE_TAGS else _verb(low, tag, tables)
    if pos == "NOUN":
        return _cased(form, _noun(low, tables, plural=tag == "NNS") if tag in ("NNS", "") else low, tag, starts_sentence, tables)
    if pos in ("ADJ", "ADV"):
        return _cased(form, _degree(low, pos, tag, tables), tag, starts_sentence, tables)
    if pos == "NUM":
        return form.replace(",", "") if form[:1].isdigit() else (form if form.isupper() else low)
    return form if pos in ("X", "SYM") or form == "I" else low


def _proper(form: str, tag: str, tables: LemmaTables) -> str:
    found = tables.exceptions.get((form.lower(), "PROPN", tag))
    if found is not None:
        return found
    if tag != "NNPS" or not form.endswith("s") or form.endswith("ss"):
        return form
    low = _noun(form.lower(), tables, plural=True)
    return form[: len(low)] if form.lower().startswith(low) else form[0] + low[1:]


def _cased(form: str, lemma: str, tag: str, starts_sentence: bool, tables: LemmaTables) -> str:
    """Capitals are kept for abbreviations, for words that the list knows only with a capital (*Iraqi*), and for what ends like those."""
    if tag == "NNP":
        return form
    if form[:1].islower() or not form[:1].isalpha() or tables.known_anywhere(lemma):
        return lemma
    kept = form[:1] + lemma[1:]
    if tables.known_anywhere(kept):
        return kept
    if form.isupper() and len(form) > 1:
        upper = form[: len(lemma)]
        return upper if tables.known_anywhere(upper) or len(form) < 5 else lemma
    if form[1:].islower() or not form.isalpha():
        return kept if lemma.endswith(_DEMONYM_ENDINGS) and form.isalpha() and not starts_sentence else lemma
    return form[: len(lemma)]


def _verb(form: str, tag: str, tables: LemmaTables) -> str:
    if tag in ("VBG", "") and form.endswith("ing") and _has_vowel(form[:-3]):
        return _restore(form[:-3], tables)
    if tag in ("VBD", "VBN", "") and form.endswith("ied") and len(form) > 4:
        return _choose((form[:-3] + "y", form[:-1]), "VERB", tables)
    if tag in ("VBD", "VBN", "") and form.endswith("ed") and _has_vowel(form[:-2]):
        if form.endswith("eed") and not tables.knows("VERB", form[:-1]):
            return form
        return _restore(form[:-2], tables)
    if tag in ("VBZ", "") and form.endswith("s") and not form.endswith("ss"):
        return _strip_s(form, "VERB", tables)
    return form


def _has_vowel(stem: str) -> bool:
    return any(c in _VOWELS for c in stem)


def _restore(stem: str, tables: LemmaTables) -> str:
    """The verb of a stem that lost -ed or -ing: as it is, with its -e, or without the doubled consonant."""
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    if doubled:
        guess = (stem, stem[:-1]) if stem[-2:] in _KEEP_DOUBLE or tables.knows("VERB", stem) else (stem[:-1], stem)
        return _choose((*guess, stem + "e"), "VERB", tables)
    if stem.endswith("ck") and tables.knows("VERB", stem[:-1]) and not tables.knows("VERB", stem):
        return stem[:-1]
    # A short-vowel stem would have doubled its consonant (*hopped*), so *hoped* is *hope* where both are words.
    from_ate = stem.endswith("at") and len(stem) > 4 and stem[-3] not in _VOWELS
    lost_e = from_ate or stem.endswith(_E_ENDINGS) or (_is_cvc(stem) and _one_syllable(stem))
    first = (stem + "e", stem) if lost_e else (stem, stem + "e")
    if _is_cvc(stem):
        known = [c for c in (stem + "e", stem) if tables.knows("VERB", c)]
        return known[0] if known else first[0]
    return _choose(first, "VERB", tables)


def _is_cvc(stem: str) -> bool:
    return len(stem) > 1 and stem[-1] not in "aeiouwxy" and stem[-2] in _VOWELS and (len(stem) < 3 or stem[-3] not in "aeio")


def _one_syllable(stem: str) -> bool:
    groups = 0
    for before, c in zip(" " + stem, stem, strict=False):
        groups += c in _VOWELS and before not in _VOWELS
    return groups == 1


def _choose(candidates: Iterable[str], pos: str, tables: LemmaTables) -> str:
    listed = list(candidates)
    return next((c for c in listed if tables.knows(pos, c)), listed[0])


def _strip_s(form: str, pos: str, tables: LemmaTables) -> str:
    if form.endswith("ies") and len(form) > 4:
        return _choose((form[:-3] + "y", form[:-1]), pos, tables)
    if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return _choose((form[:-2], form[:-1]), pos, tables)
    return _choose((form[:-1], form[:-2]) if form.endswith("es") else (form[:-1],), pos, tables)


def _noun(form: str, tables: LemmaTables, *, plural: bool) -> str:
    if form.endswith("men") and len(form) > 4 and not tables.knows("NOUN", form):
        return form[:-2] + "an"
    if not form.endswith("s") or form.endswith("ss") or len(form) < 3 or (form.endswith(("us", "is")) and not plural):
        return form
    if form.endswith("'s"):
        return form[:-2]
    if "-" in form:
        head, _, last = form.rpartition("-")
        return f"{head}-{_noun(last, tables, plural=plural)}"
    return _strip_s(form, "NOUN", tables)


def _degree(form: str, pos: str, tag: str, tables: LemmaTables) -> str:
    ending = {"JJR": "er", "RBR": "er", "JJS": "est", "RBS": "est"}.get(tag)
    if ending is None or not form.endswith(ending) or len(form) < len(ending) + 3:
        return form
    stem = form[: -len(ending)]
    if stem.endswith("i"):
        return _choose((stem[:-1] + "y",), "ADJ", tables)
    undoubled = stem[:-1] if stem[-1] == stem[-2] and stem[-2:] not in ("ll", "ss") else stem
    known = [c for c in (stem, undoubled, stem + "e") if tables.knows("ADJ", c) or tables.knows(pos, c)]
    return known[0] if known else undoubled


@Language.factory("khabar_lemmatizer", assigns=["token.lemma"], requires=["token.pos", "token.tag"])
def make_lemmatizer(nlp: Language, name: str) -> KhabarLemmatizer:
    """The factory that spaCy calls when a pipeline names ``khabar_lemmatizer``."""
    return KhabarLemmatizer(default_tables())


class KhabarLemmatizer:
    """A spaCy component that sets ``token.lemma_`` by :func:`lemma_of`; lemmas are cached by form, tag and position."""

    def __init__(self, tables: LemmaTables) -> None:
        self.tables = tables
        self._seen: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token; needs parts of speech and tags."""
        seen, strings = self._seen, doc.vocab.strings
        lemmas = []
        for i, key in enumerate(map(tuple, doc.to_array([ORTH, POS, TAG, SENT_START]).tolist())):
            lemma = seen.get(key)
            if lemma is None:
                token = doc[i]
                told = lemma_of(token.text, token.pos_, token.tag_, starts_sentence=bool(token.is_sent_start), tables=self.tables)
                lemma = strings.add(told)
                if len(seen) < 200_000:  # a long run must not grow without end
                    seen[key] = lemma
            lemmas.append(lemma)
        doc.from_array([LEMMA], np.asarray(lemmas, dtype=np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
        return doc
