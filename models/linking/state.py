"""The state of an event: what its independent reports make of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from models.records import EventState, LinkMention

# The first row whose needs are all there and whose bars are not gives the state. A voice is there if one independent report has it;
# `narrated_twice` needs two.
STATES: tuple[tuple[frozenset[str], frozenset[str], EventState], ...] = (
    (frozenset({"narrated_twice"}), frozenset({"negated"}), "occurred"),
    (frozenset({"narrated"}), frozenset({"denied", "negated"}), "occurred"),
    (frozenset({"narrated"}), frozenset(), "disputed"),
    (frozenset({"claimed", "denied"}), frozenset(), "disputed"),
    (frozenset({"claimed", "negated"}), frozenset(), "disputed"),
    (frozenset({"self", "denied"}), frozenset(), "disputed"),
    (frozenset({"self", "negated"}), frozenset(), "disputed"),
    (frozenset({"claimed"}), frozenset(), "claimed"),
    (frozenset({"self"}), frozenset(), "self_reported"),
    (frozenset({"denied"}), frozenset(), "denied"),
    (frozenset({"negated"}), frozenset(), "negated"),
    (frozenset(), frozenset(), "planned"),
)


def independent(members: Iterable[LinkMention]) -> dict[str, str]:
    """Give for each mention a name of its independent report: duplicates are one report, and so is all that one owner publishes of it."""
    given = list(members)
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    for m in given:
        one, other = find(f"report {m.report_id}"), find(f"owner {m.owner}" if m.owner else f"report {m.report_id}")
        root[max(one, other)] = min(one, other)
    return {m.mention.mention_id: find(f"report {m.report_id}") for m in given}


def voice_of(m: LinkMention) -> str:
    """Tell what a mention adds to the state: narrated, claimed, self, denied, negated or planned."""
    mention = m.mention
    if mention.status == "denied" or any(c.stance == "denies" for c in mention.claims):
        return "denied"
    if mention.polarity == "negated" or mention.status == "negated":
        return "negated"
    if mention.modality == "possible" or mention.status == "possible":
        return "claimed" if _is_past(m) else "planned"
    if mention.voice == "self":
        return "self"
    return "claimed" if mention.status == "claimed" or mention.voice == "other" else "narrated"


def _is_past(m: LinkMention) -> bool:
    """Tell whether what is only possible lies before its publication: hearsay rather than a plan. Unknown dates are no hearsay."""
    date, published = m.mention.date, m.published.last
    return bool(date and date.last and published and date.last <= published)


def judged(members: Sequence[LinkMention]) -> tuple[EventState, tuple[str, ...]]:
    """Derive the state of an event by the first fitting row of `STATES`, and give the mentions behind it, one a report."""
    reports = independent(members)
    voices: dict[str, dict[str, str]] = defaultdict(dict)  # voice → independent report → its first mention
    for m in members:
        voices[voice_of(m)].setdefault(reports[m.mention.mention_id], m.mention.mention_id)
    there = set(voices) | ({"narrated_twice"} if len(voices["narrated"]) > 1 else set())
    there -= {voice for voice in voices if not voices[voice]}
    needs, _, found = next(row for row in STATES if row[0] <= there and not row[1] & there)
    spoken = {"narrated" if need == "narrated_twice" else need for need in needs} or {"planned"}
    if found == "disputed":
        spoken |= {"denied", "negated"} & there
    return found, tuple(m for voice in sorted(spoken) for m in voices[voice].values())


def state(members: Iterable[LinkMention]) -> EventState:
    """Derive the state of an event."""
    return judged(list(members))[0]
