"""Linking: mentions of one happening become one event. Pure and free of order; candidate pairs come from `warehouse.link`."""

from models.linking.cluster import THRESHOLD, cluster
from models.linking.consensus import consensus, history, order, state, with_types
from models.linking.link import aliases, link, link_mention

__all__ = ["THRESHOLD", "aliases", "cluster", "consensus", "history", "link", "link_mention", "order", "state", "with_types"]
