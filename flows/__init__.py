"""Orchestration at the edge: Prefect flows, article sources, settings and the `khabar` command."""
