"""Geocoders on the network: off by default, asked once a name, slowly, with every answer kept under its provider's name."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from time import monotonic

import pytest
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from typer.testing import CliRunner

from flows.cli import app
from flows.coder import open_gazetteer
from flows.geocoders import OnlineGeocoder, online
from flows.settings import Settings
from models.placing import locate


class Villages(Geocoder):
    """A geocoder of our own that knows one village and counts its questions."""

    def __init__(self, *, fails: int = 0) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.fails = fails

    def geocode(self, query: str, *, exactly_one: bool = True, **_: object) -> list[Location] | None:
        self.asked.append(query)
        if self.fails:
            self.fails -= 1
            raise GeocoderUnavailable("down")
        return [Location("Qalwurshat, Farah, Afghanistan", (32.5, 62.5, 0), {})] if query.startswith("Qalwurshat") else None


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "answers.sqlite"


def test_an_answer_is_kept_with_its_provider(cache: Path) -> None:
    villages = Villages()
    ask = OnlineGeocoder(villages, provider="villages", cache=cache, delay=0)
    first = ask("Qalwurshat")
    again = OnlineGeocoder(villages, provider="villages", cache=cache, delay=0)("QALWURSHAT")
    assert first == again and len(villages.asked) == 1
    place = first[0].place
    assert (place.name, place.country, place.latitude, place.place_id) == ("Qalwurshat", "AFG", 32.5, "villages:32.50000,62.50000")
    rows = sqlite3.connect(cache).execute("SELECT provider, query FROM answer").fetchall()
    assert rows == [("villages", "qalwurshat")]


def test_no_such_place_is_an_answer_too(cache: Path) -> None:
    villages = Villages()
    ask = OnlineGeocoder(villages, provider="villages", cache=cache, delay=0)
    assert ask("Nirgendwo") == () == ask("Nirgendwo")
    assert villages.asked == ["Nirgendwo"]


def test_an_error_is_no_answer(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.geocoders._WAIT", 0.0)
    villages = Villages(fails=99)
    ask = OnlineGeocoder(villages, provider="villages", cache=cache, delay=0)
    assert ask("Qalwurshat") == ()
    assert ask.errors == ["villages on 'Qalwurshat': down"]
    villages.fails = 0
    assert ask("Qalwurshat")


def test_questions_are_put_slowly(cache: Path) -> None:
    ask = OnlineGeocoder(Villages(), provider="villages", cache=cache, delay=0.2)
    start = monotonic()
    for name in ("Eins", "Zwei", "Drei"):
        ask(name)
    assert monotonic() - start >= 0.4


def test_it_is_off_unless_set() -> None:
    assert online(Settings()) is None
    assert open_gazetteer(Settings()).beyond("Qalwurshat") == ()


@pytest.mark.parametrize(("name", "options"), [("nominatim", {}), ("photon", {}), ("geonames", {"geocoder_username": "me"})])
def test_each_can_be_named(tmp_path: Path, name: str, options: dict[str, str]) -> None:
    found = online(Settings(geocoder=name, geocoder_cache=tmp_path / "c.sqlite", **options))  # type: ignore[arg-type]
    assert found is not None and found.provider == name


def test_geonames_needs_an_account(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="geocoder_username"):
        online(Settings(geocoder="geonames", geocoder_cache=tmp_path / "c.sqlite"))


@pytest.fixture
def server() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Serve Nominatim's answers; gives the address and what was asked with which user agent."""
    seen: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append((self.path, self.headers["User-Agent"]))
            answer = [{"display_name": "Qalwurshat, Farah, Afghanistan", "lat": "32.5", "lon": "62.5"}] if "Qalwurshat" in self.path else []
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *_: object) -> None:
            pass

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}", seen
    http.shutdown()
    http.server_close()
    thread.join(5)


def test_unknown_names_are_asked_for_over_http(
    tmp_path: Path, server: tuple[str, list[tuple[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, seen = server
    for name, value in {
        "GEOCODER": "nominatim", "GEOCODER_URL": url, "GEOCODER_DELAY": "0", "GEOCODER_USER_AGENT": "khabar test desk",
        "GEOCODER_CACHE": str(tmp_path / "c.sqlite"), "OWN_PLACES": str(tmp_path / "own.sqlite"),
    }.items():  # fmt: skip
        monkeypatch.setenv(f"KHABAR_{name}", value)
    found = CliRunner().invoke(app, ["place", "Qalwurshat, Afghanistan", "--format", "json"])
    assert found.exit_code == 0 and json.loads(found.output)["coord_source"] == "nominatim"
    assert len(seen) == 1 and "countrycodes=af" in seen[0][0] and seen[0][1] == "khabar test desk"
    assert CliRunner().invoke(app, ["place", "Herat"]).exit_code == 0
    assert len(seen) == 1, "a name that the gazetteer has is not asked for"
    answer = locate({"id": 1, "where": "Qalwurshat", "country": "Afghanistan"}, open_gazetteer(Settings()))
    assert (answer["lat"], answer["gazetteer_id"], len(seen)) == (32.5, "nominatim:32.50000,62.50000", 1)
