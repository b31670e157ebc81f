"""Placing: which words name a place, which place each is, and where an event happened."""

from models.placing.event_place import EventPlace, event_place
from models.placing.locate import locate, locate_lines
from models.placing.resolve import find_places
from models.placing.story import place_in_story

__all__ = ["EventPlace", "event_place", "find_places", "locate", "locate_lines", "place_in_story"]
