"""The language part, opened once a process."""

from __future__ import annotations

from functools import cache
from threading import Lock

from flows.geocoders import online
from flows.settings import Settings, settings
from models.extract import Extractor
from models.gazetteer import Gazetteer

_opening = Lock()


@cache
def _open(model: str | None) -> Extractor:
    return Extractor.open(model=model, gazetteer=open_gazetteer(settings()))


def open_gazetteer(told: Settings) -> Gazetteer:
    """Open the gazetteer with the user's own places and, if the settings name one, the geocoder on the network."""
    return Gazetteer.open(own=told.own_places, elsewhere=online(told))


def extractor(model: str | None = None) -> Extractor:
    """Open our pipeline, or the spaCy pipeline named, with the gazetteer and the tables; once even where two threads ask together."""
    with _opening:
        return _open(model)
