"""What one document tells about who is who, gathered once: names found, persons' descriptions, acronyms, countries."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from models.actors.match import Match, pieces
from models.actors.rows import ActorRow, Generic
from models.actors.table import ActorTable
from models.phrases import noun_phrase
from models.records import Actor, Published

PLURALS = {"men": "man", "women": "woman", "children": "child", "people": "people", "police": "police", "wives": "wife"}
PLURALS |= {"gunmen": "gunman", "policemen": "policeman", "tribesmen": "tribesman", "mujahedeen": "mujahid", "personnel": "personnel"}
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "de"})  # words that an acronym passes over
_FORMER = frozenset({"former", "ex", "late", "then", "retired", "deposed", "ousted", "exiled"})
TITLES = frozenset({"state", "force", "leader", "police", "leg", "jud", "spy", "group", "militia", "media", "party", "opp"})
CountryOfPlace = Callable[[str], "str | None"]


@dataclass(slots=True)
class PersonInfo:
    """A person of the document: the fullest name, where it was first told, and the token whose noun describes the person."""

    name: str
    span: Span
    title: Token | None = None
    is_former: bool = False


def lemmas(token: Token) -> tuple[str, ...]:
    """Give the forms under which a noun may stand in a table: as it is, by the lemmatiser, by plain singular rules."""
    word = token.lower_.replace("’", "'")
    forms = [word, token.lemma_.lower()]
    if word in PLURALS:
        forms.append(PLURALS[word])
    elif word.endswith("men"):
        forms.append(word[:-2] + "an")
    elif word.endswith("ies"):
        forms.append(word[:-3] + "y")
    elif word.endswith(("ches", "shes", "sses", "xes")):
        forms.append(word[:-2])
    elif word.endswith("s") and not word.endswith("ss"):
        forms.append(word[:-1])
    return tuple(dict.fromkeys(f for f in forms if f))


def is_plural(token: Token) -> bool:
    """Tell whether a nominal is plural, a conjunction of several included."""
    if any(c.dep_ == "conj" for c in token.children):
        return True
    return token.tag_ in {"NNS", "NNPS"} or "Number=Plur" in str(token.morph) or token.lower_ in {"people", "police"}


class DocContext:
    """A parsed document as `resolve` needs it. Build it once a document; it remembers what it resolved."""

    def __init__(
        self,
        doc: Doc,
        table: ActorTable,
        *,
        published: Published | None = None,
        country_of_place: CountryOfPlace | None = None,
    ) -> None:
        """Find the names. `country_of_place` gives the ISO code of a place's name, None if it knows none."""
        self.doc = doc
        self.table = table
        self.on: dt.date | None = (published.last or published.first) if published else None
        self._country_of_place = country_of_place
        self._places: dict[str, str | None] = {}
        self.sentence_of = [0] * len(doc)
        self.sentences: list[Span] = list(doc.sents)
        for number, sentence in enumerate(self.sentences):
            for token in sentence:
                self.sentence_of[token.i] = number
        self.ent_of: dict[int, Span] = {token.i: ent for ent in doc.ents for token in ent}
        self.acronyms = dict(self._bracketed())
        self.matches = [m for m in table.index.find(doc) if not self._is_part(m)]
        self.match_at: dict[int, Match] = {i: m for m in self.matches for i in range(m.start, m.end)}
        self.nouns: dict[str, list[int]] = defaultdict(list)
        for token in doc:
            self.nouns[token.lower_].append(token.i)
        self.resolved: dict[int, tuple[Actor, ...]] = {}
        self.heads: dict[int, list[Token]] = {}  # noun heads by sentence
        self.open: set[int] = set()  # heads being resolved, against circles
        self.persons = self._people()
        self._country_at = self._countries()
        counts = self._told = Counter(code for _, code in self._country_at)
        top = counts.most_common(2)
        self.main_country = top[0][0] if top and top[0][1] * 5 >= sum(counts.values()) * 2 else None

    def _bracketed(self) -> Iterator[tuple[str, Span]]:
        """Yield the acronyms told in brackets, with the words they stand for."""
        for token in self.doc[1:-1]:
            if token.text not in "([" or not self.doc[token.i + 1].is_upper or len(self.doc[token.i + 1]) < 2:
                continue
            acronym = self.doc[token.i + 1].text
            start, letters = token.i, list(acronym.lower())
            while start > 0 and letters and token.i - start < 3 * len(acronym):
                start -= 1
                word = self.doc[start].lower_
                if word[:1] == letters[-1]:
                    letters.pop()
                elif word[:1].isalpha() and word not in _SMALL and not (self.doc[start].is_title and len(letters) < len(acronym)):
                    break
            if not letters:
                yield acronym, self.doc[start : token.i]

    def _is_part(self, match: Match) -> bool:
        """Tell whether a name is but a part of another's: *Jordan* in *Michael Jordan*, *Ghani* in *Usman Ghani*, a seat in a park."""
        ent = self.ent_of.get(match.end - 1)
        if ent is None or match.end - match.start >= ent.end - ent.start:
            return False
        if ent.label_ != "PER":
            return match.kind == "seat" and ent.label_ in {"LOC", "ORG"} and not (ent.start == match.start and self.generic(ent[-1]))
        if match.start == ent.start:
            return match.end < ent.end and match.kind in {"country", "demonym", "seat"}
        if match.kind == "person" and match.end - match.start > 1:
            return False
        first = self.doc[ent.start]
        return match.kind != "actor" and self.generic(first) is None and not first.text.endswith(".")

    def generic(self, head: Token) -> Generic | None:
        """Give the role noun of a head, the longest compound first (*border guards*, *prime minister*)."""
        table = self.table.generics
        before = [self.doc[i].lower_ for i in range(max(0, head.i - 3), head.i)]
        for size in range(len(before), -1, -1):
            prefix = " ".join(before[len(before) - size :])
            for form in lemmas(head):
                found = table.get(f"{prefix} {form}" if prefix else form)
                if found:
                    return found
        return None

    def _people(self) -> dict[str, PersonInfo]:
        """Remember every person by full and by last name, with what the text calls them."""
        people: dict[str, PersonInfo] = {}
        for ent in self._named_persons():
            name = ent.text.removesuffix("'s").removesuffix("’s").strip()
            words = pieces(name)
            if not words:
                continue
            known = people.get(" ".join(words)) or (people.get(words[-1]) if len(words) == 1 else None)
            if known is None:
                known = PersonInfo(name, ent)
                people[" ".join(words)] = known
                people.setdefault(words[-1], known)
            if known.title is None:
                known.title = self._title(ent)
                known.is_former = known.title is not None and self._is_former(known.title)
        return people

    def _named_persons(self) -> Iterator[Span]:
        """Yield what the model calls a person, and a lone name after a human role noun (*interior minister Amini*)."""
        for token in self.doc:
            ent = self.ent_of.get(token.i)
            if ent is not None and ent.label_ == "PER":
                if ent.start == token.i:
                    yield ent
            elif token.i and token.pos_ == "PROPN" and token.is_title and token.i not in self.match_at:
                before = self.doc[token.i - 1]
                if before.pos_ == "NOUN" and (ent is None or ent.start == token.i):
                    generic = self.generic(before)
                    if generic is not None and generic.animacy == "human" and generic.kind in TITLES:
                        yield self.doc[token.i : token.i + 1]

    def _title(self, ent: Span) -> Token | None:
        """Give the role noun that a person's name stands with: as its title, its apposition, or in a copula."""
        root = ent.root
        near = [*(t for t in noun_phrase(root) if t.i not in range(ent.start, ent.end)), *(c for c in root.children if c.dep_ == "appos")]
        if root.dep_ in {"appos", "flat", "compound"}:
            near.append(root.head)
        if root.dep_ == "nsubj" and root.head.pos_ == "NOUN":
            near.append(root.head)
        if ent.start and self.doc[ent.start - 1].pos_ in {"NOUN", "PROPN"}:
            near.append(self.doc[ent.start - 1])
        for token in near:
            if token.dep_ != "nmod:poss" and token.pos_ in {"NOUN", "PROPN"}:
                generic = self.generic(token)
                if generic and generic.kind in TITLES:
                    return token
        return None

    def _is_former(self, title: Token) -> bool:
        return any(t.lower_ in _FORMER for t in self.doc[max(0, title.i - 4) : title.i] if t.head.i >= title.i)

    def place_country(self, name: str) -> str | None:
        """Give the country of a place's name, None where unknown."""
        if name not in self._places:
            self._places[name] = self._country_of_place(name) if self._country_of_place else None
        return self._places[name]

    def _countries(self) -> list[tuple[int, str]]:
        """Give every mention that tells a country: by name, demonym, seat, known actor or place, in the order of the text."""
        found = []
        for match in self.matches:
            country = self.row_of(match.keys[0]).country if match.kind in {"country", "demonym"} else None
            if country:
                found.append((match.start, country))
        named = {code for _, code in found}
        for match in self.matches:
            seat = self.row_of(match.keys[0]).country if match.kind == "seat" else None
            if seat and (seat in named or not named):
                found.append((match.start, seat))
        for ent in self.doc.ents:
            if ent.label_ == "LOC" and ent.start not in self.match_at:
                code = self.place_country(ent.text.removeprefix("the "))
                if code and (code in named or not named):  # a town may be misread; a country that is named nowhere weighs nothing
                    found.append((ent.start, code))
        return sorted(found)

    def country_near(self, token: Token) -> str | None:
        """Give the country of an unqualified *police* or *government*: the sentence's only one, else the document's main one."""
        number = self.sentence_of[token.i]
        told = [(at, code) for at, code in self._country_at if self.sentence_of[at] == number]
        apart = {code for at, code in told if self.doc[at].dep_ == "obl:agent" and self.doc[at].head.i != token.head.i}
        here = {code for _, code in told} - apart  # *the convoy … is backed by Iran*: who does another act is no owner
        if len(here) == 1 and self._told[min(here)] * 4 >= max(self._told.values()):
            return here.pop()
        return self.main_country if self.main_country not in apart or self._told[self.main_country] > 1 else None

    def at_home(self, actor: Actor, country: str) -> Actor:
        """Give a crowd (*civilians*) as that of a country (*Iraqi civilians*), its id with it; others as they are."""
        if actor.country is not None or not (actor.actor_id or "").startswith("role:"):
            return actor
        adjective = self.table.adjective(country)
        return replace(actor, name=f"{adjective} {actor.name}".strip(), actor_id=f"{actor.actor_id}@{country}", country=country)

    @property
    def only_country(self) -> str | None:
        """Give the country of a document that tells of no other."""
        return next(iter(self._told)) if len(self._told) == 1 else None

    def countries_before(self, token: Token) -> list[str]:
        """Give the countries told before a token, the nearest first, each once."""
        return list(dict.fromkeys(code for at, code in reversed(self._country_at) if at < token.i))

    def row_of(self, actor_id: str) -> ActorRow:
        """Give a row by its id; KeyError for an unknown one."""
        return self.table.rows[actor_id]

    def row(self, match: Match) -> ActorRow | None:
        """Give the row of a match; among several of one name the one whose country the document names, else None."""
        if match.kind == "person":
            term = self.table.term_on(match.keys[0], self.on)
            return self.table.rows[term.actor_id] if term and term.actor_id else None
        if len(match.keys) == 1:
            return self.table.rows[match.keys[0]]
        fitting = [r for r in map(self.row_of, match.keys) if r.country in self._told or set(r.theatre) & set(self._told)]
        return fitting[0] if len(fitting) == 1 else None
