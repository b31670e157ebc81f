"""Who says so, is it so: polarity, modality and claims of a trigger, read off the way from it to the root of its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from models import attribution, cues
from models.coding import arguments as args
from models.phrases import case_of
from models.quotes import Quote
from models.records import Actor, Claim, Modality, Polarity, Stance, Status, Voice

_CONTENT = frozenset({"ccomp", "xcomp", "advcl", "acl", "parataxis", "obl", "nmod", "obj", "nsubj:pass", "csubj", "csubj:pass", "dep"})
_NOUN_CONTENT = frozenset({"obj", "obl", "nmod", "nsubj:pass", "acl", "ccomp"})
_ENDING = frozenset({"stop", "cease", "end", "halt", "quit"})
_HAPPENING = frozenset({"take", "happen", "occur", "begin", "start", "materialise", "materialize"})
_CIRCUMSTANCES = frozenset({"at", "in", "on", "during", "after", "before", "since", "near", "amid", "following", "outside"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_STANCES: dict[str, Stance] = {
    "asserts": "asserts",
    "denies": "denies",
    "blames": "blames",
    "claims_responsibility": "claims_responsibility",
}


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim in tokens: the head of the claimant's phrase (None if unnamed), the cue and its effect."""

    claimant: Token | None
    stance: Stance
    cue: str
    cue_start: int
    cue_end: int
    effect: str


@dataclass(slots=True)
class Told:
    """How a trigger is told; claims stand from the innermost to the outermost."""

    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    claims: list[ToldClaim] = field(default_factory=list)

    def take(self, effect: str) -> None:
        """Let a cue without a speaker work."""
        if effect == "negated":
            self.polarity = "negated"
        elif effect == "possible":
            self.modality = "possible"

    def claim(self, cue: Token, claimant: Token | None, *, stance: Stance = "asserts", effect: str = "claimed") -> None:
        """Add a claim, once a cue."""
        if all(c.cue_start != cue.idx for c in self.claims):
            self.claims.append(ToldClaim(claimant, stance, cue.text, cue.idx, cue.idx + len(cue), effect))


def told(trigger: Token, *, quotes: Sequence[Quote] = (), light: Token | None = None, light_effect: str = "") -> Told:
    """Read polarity, modality and claims of a trigger; `light` is the verb that carries an event noun, with its own effect."""
    found = Told()
    found.take(light_effect)
    _own_cues(trigger, found)
    token = light if light is not None else trigger
    if light is not None:
        _own_cues(light, found)
    if trigger.sent[-1].text == "?" or trigger.sent.text.rstrip().endswith("?"):
        found.modality = "possible"
    _speech_at(token, found)
    for _ in range(len(trigger.sent)):
        if token.dep_ == "ROOT" or token.head == token:
            break
        if token.head.lemma_ in _ENDING and token.dep_ in _CONTENT:
            _told_to_end(token.head, found)
            break
        _step(token, token.head, found)
        token = token.head
        if cues.reporting(token) is None:
            _speech_at(token, found)
    for source in attribution.sources_of_sentence(trigger.sent):
        found.claim(*source)
    for quote in quotes:
        if quote.start <= trigger.i < quote.end and quote.speaker is not None and quote.verb is not None:
            found.claim(quote.verb, quote.speaker)
    return found


def _own_cues(token: Token, found: Told) -> None:
    """Auxiliaries, adverbs, adjectives, marks and *according to* at one predicate."""
    if args.is_negated(token):
        found.polarity = "negated"
    for child in token.children:
        if child.dep_ in {"aux", "aux:pass"}:
            found.take(cues.words("aux").get(child.lower_.replace("'ll", "will"), ""))
        elif child.dep_ == "advmod" and not args.is_only(child):
            _word_cue(child, cues.words("advmod").get(child.lower_, ""), found)
        elif child.dep_ == "amod":
            _word_cue(child, cues.words("amod").get(child.lower_, ""), found)
        elif _is_condition(child):
            found.modality = "possible"
        elif (source := attribution.source(child)) is not None:
            found.claim(*source)
    if token.dep_ in {"advcl", "acl"} and any(m.lower_ == "to" and m.dep_ == "mark" for m in token.children):
        found.modality = "possible"  # purpose, plan: *to establish a buffer zone*, *a plan to strike*


def _is_condition(child: Token) -> bool:
    """A mark of condition, or a clause that has one."""
    if child.dep_ == "mark":
        return child.lower_ in {"if", "unless", "whether", "lest"}
    return child.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in {"if", "unless"} for m in child.children)


def _told_to_end(ending: Token, found: Told) -> None:
    """*called on Iran to stop aiding the rebels*: the aiding is what the caller says of Iran; *stopped arming them*: it went on before."""
    token = ending
    while token.dep_ != "ROOT" and token.head != token:
        row = cues.reporting(token.head)
        if row is not None and row.effect in {"possible", "claimed"} and token.dep_ in _CONTENT:
            speakers = args.subjects(token.head) if token.head.pos_ == "VERB" else args.noun_agents(token.head)
            found.claim(token.head, speakers[0] if speakers else None, stance="blames")
            return
        token = token.head


def _word_cue(cue: Token, effect: str, found: Told) -> None:
    if effect == "claimed":
        found.claim(cue, None)
    else:
        found.take(effect)


def _step(token: Token, head: Token, found: Told) -> None:
    """Pass from a token to its governor: what does the governor do to what stands under it?"""
    if token.dep_ == "conj":
        _share_auxiliary(token, head, found)
        return
    row = cues.reporting(head)
    if row is None and (verb := _verb_of_telling(token, head)) is not None:
        _under_reporting(verb, cues.reporting(verb) or cues.Reporting("asserts", "claimed"), found)
        return
    if token.dep_ in {"acl:relcl", "advmod", "nmod:poss", "amod", "compound"} or (token.dep_ == "advcl" and not _is_content(token)):
        _outer_cues(head, found, token)
        return
    if token.dep_ == "xcomp" and (effect := cues.infinitives().get(head.lower_)):
        _word_cue(head, effect, found)
    if row is None or token.dep_ not in _CONTENT or (head.pos_ == "NOUN" and token.dep_ not in _NOUN_CONTENT):
        _under_plain(token, head, found)
    elif not _is_beside(token, head, row) and not _is_answer(token, head, row, found):
        _under_reporting(head, row, found)
        _outer_cues(head, found, token)


def _share_auxiliary(token: Token, head: Token, found: Told) -> None:
    """A shared auxiliary stands at the first conjunct."""
    if not any(c.dep_ in {"aux", "nsubj"} for c in token.children):
        for child in head.children:
            if child.dep_ == "aux" and child.i < head.i:
                found.take(cues.words("aux").get(child.lower_, ""))


def _under_plain(token: Token, head: Token, found: Told) -> None:
    """Under a governor that reports nothing; an act as its subject shares what is said of its happening (*the attack may take place*)."""
    is_act = token.dep_ in {"nsubj", "nsubj:pass"} and token.pos_ == "NOUN"
    if is_act or token.dep_ in {"parataxis", "xcomp", "ccomp", "obj", "obl", "nmod"} or head.dep_ != "ROOT":
        _outer_cues(head, found, token)
    if is_act and head.lemma_ in _HAPPENING and args.is_negated(head):
        found.polarity = "negated"


def _is_beside(token: Token, head: Token, row: cues.Reporting) -> bool:
    """What is no content of the saying: *said at a gathering on the anniversary of the withdrawal*."""
    if token.lemma_ == "responsibility" and row.effect == "claimed":
        return True
    return token.dep_ == "obl" and head.pos_ == "VERB" and row.stance == "asserts" and case_of(token) in _CIRCUMSTANCES


def _is_answer(token: Token, head: Token, row: cues.Reporting, found: Told) -> bool:
    """*rejected the offer*, *rejected a ceasefire*: an answer, no denial. What was not spoken did not come about."""
    if row.effect != "denied" or head.lemma_ != "reject" or token.dep_ != "obj" or token.pos_ != "NOUN" or found.claims:
        return False
    if cues.reporting(token) is None:
        found.take("possible")
    return True


def _verb_of_telling(clause: Token, noun: Token) -> Token | None:
    """*told the paper that …*, *said in a message to reporters that …*: a *that* clause with a subject of its own, hung by the parser on a
    noun beside the verb of saying."""
    if clause.dep_ not in {"acl", "acl:relcl", "advcl"} or not args.children(clause, "nsubj", "nsubj:pass"):
        return None
    if not any(m.dep_ == "mark" and m.lower_ == "that" for m in clause.children):
        return None
    while noun.dep_ in {"nmod", "conj", "flat"} and noun.head != noun:
        noun = noun.head
    row = cues.reporting(noun.head)
    return noun.head if row is not None and row.effect in {"claimed", "denied"} and noun.dep_ in {"obj", "iobj", "obl"} else None


def _is_content(clause: Token) -> bool:
    if not any(m.dep_ in {"mark", "case"} for m in clause.children) and clause.i < clause.head.i and clause.tag_ in _FINITE:
        return cues.reporting(clause.head) is not None  # *the rebels killed five, the ministry said in a statement*
    return any(m.dep_ in {"mark", "case"} and m.lower_ in {"against", "of", "for", "that", "from"} for m in clause.children)


def _under_reporting(head: Token, row: cues.Reporting, found: Told) -> None:
    claimant = attribution.speaker_of(head, row)
    if row.effect in {"claimed", "denied"}:
        stance = "denies" if args.is_negated(head) and row.effect == "claimed" and head.lemma_ == "confirm" else row.stance
        found.claim(head, claimant, stance=_STANCES.get(stance, "asserts"), effect=row.effect)
    else:
        found.take(row.effect)


def _outer_cues(head: Token, found: Told, token: Token) -> None:
    """A claim's own governor may deny, doubt or attribute it; a plain governor lends *will* and *not* only to its complement."""
    for child in head.children:
        if child == token:
            continue
        if child.dep_ == "advmod" and cues.words("advmod").get(child.lower_) == "claimed":
            found.claim(child, None)
        elif (source := attribution.source(child)) is not None:
            found.claim(*source)
        elif child.dep_ == "mark" and child.lower_ == "to" and head.dep_ in {"advcl", "acl"} and token.dep_ in _CONTENT:
            found.modality = "possible"  # *to speed up the withdrawal*
        elif token.dep_ in {"xcomp", "obj", "nsubj"} and child.dep_ == "aux" and cues.reporting(head) is None:
            found.take(cues.words("aux").get(child.lower_, ""))
    if token.dep_ == "xcomp" and args.is_negated(head) and cues.reporting(head) is None:
        found.polarity = "negated"


def _speech_at(clause: Token, found: Told) -> None:
    """Take the verb of saying that hangs as an aside on the clause that it reports (*the base was hit, officials said*)."""
    for child in clause.children:
        row = cues.reporting(child) if child.dep_ in {"parataxis", "ccomp", "conj"} else None
        if row is None or row.effect not in {"claimed", "denied"} or child.i < clause.i:
            continue
        who = cues.inverted_speaker(child) or (None if _own_content(child) else cues.speaker(child))
        if child.dep_ == "conj" and (who is None or args.children(child, "cc")):  # *the town was hit, police say* is no coordination
            continue
        if who is not None or not _own_content(child):
            found.claim(child, who, stance=_STANCES.get(row.stance, "asserts"), effect=row.effect)


def _own_content(verb: Token) -> bool:
    return any(c.dep_ in {"ccomp", "obj", "xcomp"} for c in verb.children)


def voice_of(initiators: Sequence[Actor], claims: Sequence[Claim]) -> Voice:
    """Tell whose voice it is: the narrator's without a claim, the doer's own, or another's (that of the innermost claim)."""
    if not claims:
        return "narrator"
    claimant = claims[0].claimant
    names = {n for a in initiators for n in (a.actor_id, a.name) if n}
    return "self" if claimant is not None and names & {claimant.actor_id, claimant.name} else "other"


def status_of(*, polarity: Polarity, modality: Modality, voice: Voice, claims: Sequence[Claim]) -> Status:
    """Derive the annotation contract's one status from its parts; denial before negation before possibility before claim."""
    if any(c.stance == "denies" for c in claims):
        return "denied"
    if polarity == "negated":
        return "negated"
    if modality == "possible":
        return "possible"
    return "claimed" if voice == "other" else "asserted"
