"""Time expressions of news, the publication span of an article, and the time of an event."""

from models.dating.event_time import EventClock, EventTime
from models.dating.local import local_of
from models.dating.published import infer_published
from models.dating.reconcile import of_event
from models.dating.resolve import find_times

__all__ = ["EventClock", "EventTime", "find_times", "infer_published", "local_of", "of_event"]
