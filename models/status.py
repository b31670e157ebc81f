"""Who says so, is it so: polarity, modality and claims of a trigger, and the annotation contract's one status out of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from models.coding import arguments as args
from models.phrases import text_of
from models.quotes import Quote
from models.records import Actor, Claim, Mention, Modality, Polarity, Status, Voice
from models.saying import attribution, governors, presupposed
from models.saying.telling import Told

_THIRD_PERSON = frozenset({"he", "she", "they"})
_OF_SPEAKER = frozenset({"its", "their", "his", "her"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})


def told(trigger: Token, *, quotes: Sequence[Quote] = (), light: Token | None = None, light_effect: str = "") -> Told:
    """Read polarity, modality and claims of a trigger; `light` is the verb that carries an event noun, with its own effect."""
    if light is not None and presupposed.is_settled(trigger, is_trigger=True):
        light = None  # *after an attack, a ban was proposed*: the verb carries something else
    found = Told(is_granted=light is None and presupposed.is_granted(trigger))
    if light is not None:
        found.take(light_effect, light)
    governors.own_cues(trigger, found)
    if light is not None:
        governors.own_cues(light, found)
    if _is_asked_or_unreal(trigger):
        found.modality = "possible"
    governors.climb(trigger, light if light is not None else trigger, found)
    for source in attribution.sources_of_sentence(trigger.sent):
        found.claim(*source)
    for source in attribution.sources_of_line(trigger):
        found.claim(*source, needs_actor=True, is_quoted=True)
    _quoted(trigger, quotes, found)
    return found


def _is_asked_or_unreal(trigger: Token) -> bool:
    """*Did they arm the rebels?*; *Had the army attacked, they would have fled.*"""
    sentence = trigger.sent
    words = text_of(sentence.doc)[sentence.start_char : sentence.end_char].strip()
    if words.endswith("?"):
        return True
    if not words.startswith(("Had ", "Were ", "Should ")):
        return False
    comma = next((t.i for t in sentence if t.text == "," and t.i > trigger.i), sentence.end)
    return any(t.lower_ in {"would", "could", "might"} for t in sentence if t.i > comma)


def _quoted(trigger: Token, quotes: Sequence[Quote], found: Told) -> None:
    """Let the speakers of the quotations that hold the trigger claim it, and be who says *I* and *we* inside of them."""
    speaker: Token | None = None
    for quote in quotes:
        if quote.start <= trigger.i < quote.end and quote.speaker is not None and quote.verb is not None:
            speaker = speaker or quote.speaker
            found.claim(quote.verb, quote.speaker, is_quoted=True)
    found.is_own = _is_own(trigger, found, is_quoted=speaker is not None)
    found.claims = [c for claim in found.claims if (c := attribution.of_first_person(claim, speaker, _FIRST_PERSON)) is not None]


def _is_own(trigger: Token, found: Told, *, is_quoted: bool) -> bool | None:
    """*We attacked*, in a quotation, is told of oneself, *they attacked* is not; *the ministry said that its forces attacked* is.

    None if the words leave it open.
    """
    doers = args.subjects(trigger)
    owners = {o.lower_ for d in doers for o in args.children(d, "nmod:poss")}
    pronouns = {d.lower_ for d in doers if d.pos_ == "PRON"}
    if is_quoted and (owners | pronouns) & _FIRST_PERSON:
        return True
    if is_quoted and pronouns & _THIRD_PERSON:
        return False
    said = found.claims[0] if found.claims else None
    is_said = said is not None and said.claimant is not None and said.stance == "asserts" and said.claimant.i < trigger.i
    return True if is_said and owners & _OF_SPEAKER else None


def voice_of(initiators: Sequence[Actor], claims: Sequence[Claim], *, is_own: bool | None = None) -> Voice:
    """Tell whose voice it is: the narrator's without a claim, the doer's own, or another's (that of the innermost claim).

    `is_own` tells whether the words themselves say that the speaker acts (*we attacked*) or does not (*they attacked*), None if neither.
    """
    if not claims:
        return "narrator"
    if is_own is not None:
        return "self" if is_own else "other"
    if claims[0].stance == "claims_responsibility":
        return "self"
    claimant = claims[0].claimant
    names = {n for a in initiators for n in (a.actor_id, a.name) if n}
    return "self" if claimant is not None and names & {claimant.actor_id, claimant.name} else "other"


def retold(mention: Mention, *, is_own: bool | None = None) -> Mention:
    """Give a mention whose parties were completed with the voice and status that follow: the claimant may turn out to be the doer."""
    if mention.voice != "other" or voice_of(mention.initiators, mention.claims, is_own=is_own) != "self":
        return mention
    status = status_of(polarity=mention.polarity, modality=mention.modality, voice="self", claims=mention.claims)
    return replace(mention, voice="self", status=status)


def status_of(*, polarity: Polarity, modality: Modality, voice: Voice, claims: Sequence[Claim]) -> Status:
    """Derive the annotation contract's one status from its parts; denial before negation before possibility before claim."""
    if any(c.stance == "denies" for c in claims):
        return "denied"
    if polarity == "negated":
        return "negated"
    if modality == "possible":
        return "possible"
    return "claimed" if voice == "other" else "asserted"
