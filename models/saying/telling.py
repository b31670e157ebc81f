"""How a trigger is told, in tokens: what is gathered on the way from it to the root of its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from models.phrases import is_no_one
from models.records import Modality, Polarity, Stance

_STANCES: dict[str, Stance] = {
    "asserts": "asserts",
    "denies": "denies",
    "blames": "blames",
    "claims_responsibility": "claims_responsibility",
}


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim in tokens: the head of the claimant's phrase (None if unnamed), the cue and its effect.

    `needs_actor` marks a claimant who counts only if an actor: whom the layout of a line tells (*Ministry: …*), what shows something.
    """

    claimant: Token | None
    stance: Stance
    cue: str
    cue_start: int
    cue_end: int
    effect: str
    needs_actor: bool = False


@dataclass(slots=True)
class Told:
    """How a trigger is told; claims stand from the innermost to the outermost.

    Once `is_settled`, what stands above makes the event no longer negated or possible (*called for a probe into the raid*);
    once `is_granted`, saying something about it makes no claim of it (*called the attack a crime*). `is_own`: who speaks acts.
    """

    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    claims: list[ToldClaim] = field(default_factory=list)
    cues: list[Token] = field(default_factory=list)
    is_settled: bool = False
    is_granted: bool = False
    is_own: bool | None = None

    def take(self, effect: str, cue: Token | None = None) -> None:
        """Let a cue without a speaker work."""
        if self.is_settled or effect not in {"negated", "possible"}:
            return
        if effect == "negated":
            self.polarity = "negated"
        else:
            self.modality = "possible"
        if cue is not None:
            self.cues.append(cue)

    def claim(
        self,
        cue: Token,
        claimant: Token | None,
        *,
        stance: str = "asserts",
        effect: str = "claimed",
        is_quoted: bool = False,
        needs_actor: bool = False,
    ) -> None:
        """Add a claim, once a cue; of what is granted only if it blames, denies or is quoted."""
        if claimant is not None and (is_no_one(claimant) or any(c.lower_ == "no" and c.dep_ == "det" for c in claimant.children)):
            return  # *no group has claimed the attack*
        if self.is_granted and not is_quoted and stance not in {"blames", "denies", "claims_responsibility"} and effect == "claimed":
            return
        if all(c.cue_start != cue.idx for c in self.claims):
            told = ToldClaim(claimant, _STANCES.get(stance, "asserts"), cue.text, cue.idx, cue.idx + len(cue), effect, needs_actor)
            self.claims.append(told)

    def by_word(self, cue: Token, effect: str) -> None:
        """Let a word like *allegedly* or *perhaps* at the event itself work, though the event be granted (*the alleged attack*)."""
        if effect == "claimed":
            self.claim(cue, None, is_quoted=True)
        else:
            self.take(effect, cue)
