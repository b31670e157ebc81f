"""The language part: from an article to dated, placed event mentions. Pure functions; no warehouse, no flows, no network, no clock."""
