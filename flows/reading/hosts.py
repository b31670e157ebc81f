"""Hosts as a run meets them: how to behave towards them, what they refuse, and the connection to each."""

from __future__ import annotations

import socket
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Timer
from typing import Any

from protego import Protego

from models.records import Outcome

NAME = "khabar"  # by which robots.txt may address us


class RefusedError(Exception):
    """What was not got, and how that counts: gone, blocked, failed or rejected; the message is the reason."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Manners:
    """How to behave: whom to write to, seconds between two fetches of one host, seconds for one fetch, how often to try again, seconds to
    wait for a host that asks for patience, and hosts inside this network that are meant."""

    contact: str
    pace: float = 1.0
    timeout: float = 60.0
    retries: int = 2
    patience: float = 60.0
    allowed: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What was got: the address it came from in the end, and its bytes, unpacked."""

    url: str
    body: bytes
    charset: str | None


@dataclass(slots=True)
class Host:
    """What a run knows of one host."""

    robots: Protego | None = None
    refusal: RefusedError | None = None  # why nothing of it may be fetched in this run
    next_at: float = 0.0
    pace: float = 0.0
    n_failed: int = 0
    connection: Any = None  # httpcore's stream to it

    def note(self, event: str, info: Mapping[str, Any]) -> None:
        """Remember the connection when it is made (a hook of httpcore's)."""
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            self.connection = info["return_value"]

    @contextmanager
    def watched(self, seconds: float) -> Iterator[Event]:
        """End the connection after `seconds` from outside, and set the event: who waits on it gets an error, or an end where no length was
        told. A time-out of single reads does not help where a byte comes now and then."""
        late = Event()

        def cut_off() -> None:
            late.set()
            found = self.connection.get_extra_info("socket") if self.connection else None
            if found is not None:
                with suppress(OSError):
                    found.shutdown(socket.SHUT_RDWR)

        watch = Timer(seconds, cut_off)
        watch.daemon = True
        watch.start()
        try:
            yield late
        finally:
            watch.cancel()
