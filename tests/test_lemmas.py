"""Lemmas by rule: forms, parts of speech and tags in a table; documents are built by hand, no trained model is needed."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from models.lemmas import KhabarLemmatizer, default_tables, lemma_of, read_tables

VERBS = [
    # phenomenon, form, tag, lemma
    ("double l kept", "shelled", "VBD", "shell"),
    ("double l kept", "killed", "VBN", "kill"),
    ("silent n kept", "condemned", "VBD", "condemn"),
    ("-ing of a verb without -e", "importing", "VBG", "import"),
    ("-e restored after z", "seized", "VBD", "seize"),
    ("-e restored after g", "besieged", "VBN", "besiege"),
    ("-e restored after r", "fired", "VBD", "fire"),
    ("nothing restored after ct", "abducted", "VBN", "abduct"),
    ("-ied to -y", "denied", "VBD", "deny"),
    ("silent b kept", "bombed", "VBN", "bomb"),
    ("nothing restored after ch", "torched", "VBD", "torch"),
    ("doubled n undone", "planned", "VBD", "plan"),
    ("doubled n undone", "banned", "VBN", "ban"),
    ("doubled l undone", "controlled", "VBN", "control"),
    ("doubled p undone, -ing", "kidnapping", "VBG", "kidnap"),
    ("doubled t undone", "committed", "VBD", "commit"),
    ("irregular", "fled", "VBD", "flee"),
    ("irregular", "fought", "VBD", "fight"),
    ("irregular by tag", "saw", "VBD", "see"),
    ("irregular by tag", "found", "VBD", "find"),
    ("regular beside an irregular one", "founded", "VBD", "found"),
    ("irregular behind a prefix", "withdrew", "VBD", "withdraw"),
    ("irregular behind a prefix", "overthrown", "VBN", "overthrow"),
    ("same form", "beset", "VBN", "beset"),
    ("base form is not cut", "bring", "VB", "bring"),
    ("base form is not cut", "need", "VBP", "need"),
    ("-ying", "dying", "VBG", "die"),
    ("third person -ies", "denies", "VBZ", "deny"),
    ("third person -es", "clashes", "VBZ", "clash"),
    ("third person after -e", "seizes", "VBZ", "seize"),
    ("third person of -ss", "possesses", "VBZ", "possess"),
    ("capitals", "KILLED", "VBN", "kill"),
    ("known behind a prefix", "recaptured", "VBD", "recapture"),
    ("known behind a prefix", "mismanaged", "VBN", "mismanage"),
    ("two syllables, no doubling", "targeted", "VBN", "target"),
    ("two syllables, no doubling", "visited", "VBD", "visit"),
    ("-ate", "assassinated", "VBN", "assassinate"),
    ("-at is no -ate after a vowel", "defeated", "VBN", "defeat"),
    ("mute e and one consonant", "hoping", "VBG", "hope"),
    ("doubled p and one consonant", "hopping", "VBG", "hop"),
    ("-ee", "freed", "VBN", "free"),
    ("unknown verb, -iz", "talibanized", "VBN", "talibanize"),
    ("unknown verb, doubled", "blogged", "VBD", "blog"),
]

OTHERS = [
    ("adjective that looks like nothing else", "dead", "ADJ", "JJ", "dead"),
    ("participle as adjective stays", "wounded", "ADJ", "JJ", "wounded"),
    ("comparative of -y", "deadlier", "ADJ", "JJR", "deadly"),
    ("superlative, doubled", "biggest", "ADJ", "JJS", "big"),
    ("superlative of -e", "largest", "ADJ", "JJS", "large"),
    ("irregular comparative", "worse", "ADJ", "JJR", "bad"),
    ("adverb, irregular", "better", "ADV", "RBR", "well"),
    ("plural", "officials", "NOUN", "NNS", "official"),
    ("plural of -y", "militaries", "NOUN", "NNS", "military"),
    ("plural of -ch", "clashes", "NOUN", "NNS", "clash"),
    ("plural of -se", "houses", "NOUN", "NNS", "house"),
    ("plural of -man", "policemen", "NOUN", "NNS", "policeman"),
    ("irregular plural", "children", "NOUN", "NNS", "child"),
    ("irregular plural", "crises", "NOUN", "NNS", "crisis"),
    ("no plural", "headquarters", "NOUN", "NNS", "headquarters"),
    ("singular in -s", "crisis", "NOUN", "NN", "crisis"),
    ("plural behind a hyphen", "gun-battles", "NOUN", "NNS", "gun-battle"),
    ("name", "Herat", "PROPN", "NNP", "Herat"),
    ("noun with a capital in a title", "Encryption", "NOUN", "NN", "encryption"),
    ("typographic quotation mark", "“", "PUNCT", "``", '"'),
    ("dash", "–", "PUNCT", ":", "-"),
    ("name in -s", "Reuters", "PROPN", "NNP", "Reuters"),
    ("contracted negation", "n't", "PART", "RB", "not"),
    ("copula", "were", "AUX", "VBD", "be"),
    ("contracted will, curly", "’ll", "AUX", "MD", "will"),
    ("number", "12,000", "NUM", "CD", "12000"),
    ("demonym keeps its capital", "Iraqi", "ADJ", "JJ", "Iraqi"),
    ("article", "an", "DET", "DT", "a"),
]


@pytest.mark.parametrize(("why", "form", "tag", "lemma"), VERBS)
def test_verbs(why: str, form: str, tag: str, lemma: str) -> None:
    assert lemma_of(form, "VERB", tag) == lemma, why


@pytest.mark.parametrize(("why", "form", "pos", "tag", "lemma"), OTHERS)
def test_other_parts_of_speech(why: str, form: str, pos: str, tag: str, lemma: str) -> None:
    assert lemma_of(form, pos, tag) == lemma, why


def test_capital_at_the_start_of_a_sentence_is_dropped() -> None:
    assert lemma_of("Skirmishings", "NOUN", "NNS", starts_sentence=True) == "skirmishing"
    assert lemma_of("Zabulis", "NOUN", "NNS") == "Zabuli"


def test_component_sets_every_lemma() -> None:
    nlp = spacy.blank("en")
    words = ["Gunmen", "abducted", "two", "officials", "."]
    doc = Doc(nlp.vocab, words=words, pos=["NOUN", "VERB", "NUM", "NOUN", "PUNCT"], tags=["NNS", "VBD", "CD", "NNS", "."])
    KhabarLemmatizer(default_tables())(doc)
    assert [token.lemma_ for token in doc] == ["gunman", "abduct", "two", "official", "."]


def test_factory_is_registered() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("khabar_lemmatizer")
    assert nlp.pipe_names == ["khabar_lemmatizer"]


def test_missing_tables_are_told(tmp_path) -> None:
    with pytest.raises(FileNotFoundError, match="complete checkout"):
        read_tables(tmp_path)


def _doubles(verb: str) -> bool:
    return verb[-1] in "bdgklmnprtv" and verb[-2] in "aeiou" and verb[-3] not in "aeiou"


# *fulfilling* belongs to fulfil as well, which doubles.
REGULAR = sorted(
    v for v in default_tables().words["VERB"] if v.isascii() and v.islower() and len(v) > 5 and not _doubles(v) and v != "fulfill"
)


def _inflect(verb: str, tag: str) -> str:
    """A regular verb by the book, for verbs that double no consonant."""
    if verb.endswith("e"):
        mute = verb[-2] not in "eoy"
        return (verb[:-1] if mute else verb) + "ing" if tag == "VBG" else verb + "d"
    if tag == "VBD" and verb[-1] == "y" and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ("ing" if tag == "VBG" else "ed")


@given(st.sampled_from(REGULAR), st.sampled_from(["VBG", "VBD"]))
def test_known_verbs_come_back(verb: str, tag: str) -> None:
    """Inflected by the book, a verb gives itself, or another known verb with the same form."""
    form = _inflect(verb, tag)
    got = lemma_of(form, "VERB", tag)
    assert got == verb or (got in default_tables().words["VERB"] and _inflect(got, tag) == form)
