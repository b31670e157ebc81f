"""The types that other schemes would give an event, derived after linking: ACLED-like event types and UCDP's types of violence."""

from __future__ import annotations

from models.ontology import ActorClass, Ontology, actor_class
from models.records import Actor, Event, EventType, Mention

UCDP_TYPES = {1: "state-based", 2: "non-state", 3: "one-sided"}


def borrowed_types(event: Event, ontology: Ontology) -> tuple[str | None, str | None, str | None]:
    """Give the ACLED-like type and sub-type and UCDP's candidate type of an event, each None where that scheme would hold no row.

    UCDP counts deadly violence alone: an assault with at least one death, and no total or recap.
    """
    acled = acled_like(event, ontology)
    is_deadly = event.type == "ASSAULT" and event.deaths is not None and event.deaths.best > 0 and event.aspect == "event"
    ucdp = UCDP_TYPES.get(ontology.ucdp_type(*_sides(event)) or 0) if is_deadly else None
    return (*(acled or (None, None)), ucdp)


def acled_like(coded: Event | Mention, ontology: Ontology) -> tuple[str, str] | None:
    """Give the ACLED-like type and sub-type of an event or a mention, None where ACLED would hold no row."""
    return ontology.acled_like(coded.type, coded.mode, coded.cameo, *_sides(coded))


def _sides(coded: Event | Mention) -> tuple[ActorClass | None, ActorClass | None]:
    country = coded.place.country if coded.place else None
    return _side(coded.initiators, country), _side(coded.targets, country)


def _side(actors: tuple[Actor, ...], country: str | None) -> ActorClass | None:
    """Give the class of the first actor of a side; a state's organ outside its own country is an external force."""
    if not actors:
        return None
    return actor_class(actors[0].sector, is_foreign=bool(country and actors[0].country and actors[0].country != country))


def event_types(ontology: Ontology) -> tuple[EventType, ...]:
    """Give the types and modes of the ontology as records for the warehouse."""
    return tuple(
        EventType(type=found.type, mode=found.mode or None, name=found.name, description=found.definition or None)
        for found in ontology.event_types.values()
    )
