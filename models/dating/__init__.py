"""Time expressions of news, the publication span of an article, and the time of an event."""

from models.dating.event_time import EventTime, event_time
from models.dating.published import infer_published
from models.dating.resolve import find_times

__all__ = ["EventTime", "event_time", "find_times", "infer_published"]
