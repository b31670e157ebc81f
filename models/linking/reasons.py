"""Why two mentions are not one event, in words."""

from __future__ import annotations

from collections.abc import Mapping

from models.linking.cluster import THRESHOLD

_AGAINST = {"mode": "other arms", "initiator": "another initiator", "target": "another target"}
_FOR = {
    "mode": "the mode",
    "initiator": "the initiator",
    "target": "the target",
    "place": "the place",
    "date": "the date",
    "words": "the words",
}


def against(parts: Mapping[str, float], *, score: float, is_tied: bool, is_compatible: bool) -> str:
    """Say what speaks against joining two mentions, from the named parts of their score (`link_pairs.sql`)."""
    if is_tied and is_compatible and score >= THRESHOLD:
        return "fits, but another fits better, or the event holds what contradicts it"
    found = [words for name, words in _AGAINST.items() if parts[name] == 0]
    if parts["toll"] == 0 and parts["article"] == 1:
        found.append("another toll in the same article")
    if not is_compatible and not found:
        found.append("another time, place or reality" if parts["date"] == 0 or parts["place"] == 0 else "told as plan and as fact")
    if found:
        return ", ".join(found)
    shared = [words for name, words in _FOR.items() if parts[name] >= 0.6]
    return f"too little in common: {', '.join(shared) or 'nothing told'} ({score:.2f} of {THRESHOLD})"
