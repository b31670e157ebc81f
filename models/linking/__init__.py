"""Linking: mentions of one happening become one event. Pure and free of order; candidate pairs come from `warehouse.link`."""

from models.linking.cluster import THRESHOLD, cluster
from models.linking.consensus import consensus, history, order, with_types
from models.linking.decisions import constraints, part, standings
from models.linking.link import aliases, link, link_mention
from models.linking.state import state

__all__ = [
    "THRESHOLD",
    "aliases",
    "cluster",
    "consensus",
    "constraints",
    "history",
    "link",
    "link_mention",
    "order",
    "part",
    "standings",
    "state",
    "with_types",
]
