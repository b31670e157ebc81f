"""Prefect's surroundings, set before it is imported: its state inside the checkout, quiet, offline, no server but the one asked for."""

from __future__ import annotations

import os
import sys

from flows.settings import CHECKOUT

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}


def prepare(*, server: str | None = None) -> None:
    """Set the environment for the Prefect that is imported next.

    Without `server` (the API address of a running one) whatever Prefect settings were inherited are dropped, so that a run never reaches
    a server by accident; with it they are kept (it may need a key). Does nothing where Prefect is there already: a worker set it up.
    """
    if "prefect" in sys.modules:
        return
    kept = ("PREFECT_API_KEY", "PREFECT_API_AUTH_STRING", "PREFECT_API_TLS", "PREFECT_API_SSL", "PREFECT_CLIENT_") if server else ()
    for name in [name for name in os.environ if name.startswith("PREFECT_") and not name.startswith(kept)]:
        del os.environ[name]
    os.environ.update(QUIET, PREFECT_HOME=str(CHECKOUT / ".prefect"))
    if server:
        os.environ["PREFECT_API_URL"] = server
    else:
        os.environ["PREFECT_SERVER_ALLOW_EPHEMERAL_MODE"] = "true"
