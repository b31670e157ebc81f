"""Who says so, is it so: polarity, modality and claims of a trigger, and the annotation contract's one status out of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from models import attribution, governors, presupposed
from models.coding import arguments as args
from models.quotes import Quote
from models.records import Actor, Claim, Mention, Modality, Polarity, Status, Voice
from models.telling import Told

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
    if trigger.sent[-1].text == "?" or trigger.sent.text.rstrip().endswith("?"):
        found.modality = "possible"
    governors.climb(trigger, light if light is not None else trigger, found)
    for source in attribution.sources_of_sentence(trigger.sent):
        found.claim(*source)
    for source in attribution.sources_of_line(trigger):
        found.claim(*source, needs_actor=True, is_quoted=True)
    _quoted(trigger, quotes, found)
    return found


def _quoted(trigger: Token, quotes: Sequence[Quote], found: Told) -> None:
    """Let the speakers of the quotations that hold the trigger claim it, and be who says *I* and *we* inside of them."""
    speaker: Token | None = None
    for quote in quotes:
        if quote.start <= trigger.i < quote.end and quote.speaker is not None and quote.verb is not None:
            speaker = speaker or quote.speaker
            found.claim(quote.verb, quote.speaker, is_quoted=True)
    found.is_own = speaker is not None and any(s.lower_ in _FIRST_PERSON for s in args.subjects(trigger))
    found.claims = [c for claim in found.claims if (c := attribution.of_first_person(claim, speaker, _FIRST_PERSON)) is not None]


def voice_of(initiators: Sequence[Actor], claims: Sequence[Claim], *, is_own: bool = False) -> Voice:
    """Tell whose voice it is: the narrator's without a claim, the doer's own, or another's (that of the innermost claim).

    `is_own` tells that the words themselves say that the speaker acts (*we attacked*).
    """
    if not claims:
        return "narrator"
    if is_own or claims[0].stance == "claims_responsibility":
        return "self"
    claimant = claims[0].claimant
    names = {n for a in initiators for n in (a.actor_id, a.name) if n}
    return "self" if claimant is not None and names & {claimant.actor_id, claimant.name} else "other"


def retold(mention: Mention) -> Mention:
    """Give a mention whose parties were completed with the voice and status that follow: the claimant may turn out to be the doer."""
    if mention.voice != "other" or voice_of(mention.initiators, mention.claims) != "self":
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
