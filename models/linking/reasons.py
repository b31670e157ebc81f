"""Why two mentions are not one event, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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


def against(compared: Mapping[str, Any]) -> str:
    """Say what speaks against joining two mentions, given a row of `link_pairs.sql` with the named parts of their score."""
    score, is_compatible = compared["score"], compared["is_compatible"]
    if compared["is_tied"] and is_compatible and score >= THRESHOLD:
        return "fits, but another fits better, or the event holds what contradicts it"
    found = [words for name, words in _AGAINST.items() if compared[name] == 0]
    if compared["toll"] == 0 and compared["article"] == 1:
        found.append("another toll in the same article")
    if not is_compatible and not found:
        is_elsewhere = compared["date"] == 0 or compared["place"] == 0
        found.append("another time or place" if is_elsewhere else "one may be, the other was")
    if found:
        return ", ".join(found)
    shared = [words for name, words in _FOR.items() if compared[name] >= 0.6]
    return f"too little in common: {', '.join(shared) or 'nothing told'} ({score:.2f} of {THRESHOLD})"
