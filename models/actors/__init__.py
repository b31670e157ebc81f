"""Actors: who a phrase stands for, by tables with dates (`seeds/actors/`) and by what the document tells."""

from __future__ import annotations

import datetime as dt

from models.actors.context import DocContext
from models.actors.resolve import is_actorlike, resolve
from models.actors.table import ActorTable
from models.records import Actor


def actor_class(actor: Actor, on: dt.date | None) -> str:
    """Give the ACLED-like class of an actor on a day by the house's tables."""
    return ActorTable.load().actor_class(actor, on)


def role_on(actor_id: str, on: dt.date | None) -> tuple[str, str] | None:
    """Give an actor's sector and class on a day by the house's tables; None for an unknown id."""
    return ActorTable.load().role_on(actor_id, on)


__all__ = ["ActorTable", "DocContext", "actor_class", "is_actorlike", "resolve", "role_on"]
