"""Geocoders on the network, asked for names that the gazetteer lacks: off unless the settings name one; each answer is kept for good."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import pycountry
from geopy.exc import ConfigurationError, GeocoderServiceError, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import GeoNames, Nominatim, Photon
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from flows.settings import Settings
from models.gazetteer import Candidate, fold
from models.records import Place

_CACHE = """
CREATE TABLE IF NOT EXISTS answer (provider TEXT NOT NULL, query TEXT NOT NULL, countries TEXT NOT NULL, found TEXT NOT NULL,
    PRIMARY KEY (provider, query, countries)) WITHOUT ROWID;
"""
_LIMIT = 5  # answers of a name that are kept
_RADIUS_KM = 10.0  # of a point that says nothing of its reach
_TRIES, _WAIT = 2, 5.0  # after an error of the service, and the seconds between


class OnlineGeocoder:
    """A geopy geocoder behind a rate limiter and a cache on disk; call it with a name and ISO alpha-3 countries.

    An answer is kept with its provider's name, also the answer that there is no such place. An error of the service is no answer: it is
    told by `errors` and asked again next time.
    """

    def __init__(self, geocoder: Geocoder, *, provider: str, cache: Path, delay: float = 1.0) -> None:
        self.provider, self.cache = provider, cache
        self.errors: list[str] = []
        self._takes_countries = isinstance(geocoder, Nominatim)
        self._ask = RateLimiter(
            geocoder.geocode, min_delay_seconds=delay, max_retries=_TRIES, error_wait_seconds=max(_WAIT, delay), swallow_exceptions=False
        )
        cache.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(cache)) as base:
            base.executescript(_CACHE)

    def __call__(self, name: str, countries: Collection[str] = ()) -> tuple[Candidate, ...]:
        """Give the places of a name, from the cache or the service; nothing where the service fails."""
        key = (self.provider, fold(name), ",".join(sorted(countries)))
        if not key[1]:
            return ()
        with closing(sqlite3.connect(self.cache)) as base:
            kept = base.execute("SELECT found FROM answer WHERE provider = ? AND query = ? AND countries = ?", key).fetchone()
            if kept is None:
                try:
                    found = self._fetch(name, countries)
                except GeopyError as error:
                    self.errors.append(f"{self.provider} on {name!r}: {error or type(error).__name__}")
                    return ()
                kept = (json.dumps(found, ensure_ascii=False),)
                base.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", (*key, *kept))
                base.commit()
        return tuple(self._candidate(*row) for row in json.loads(kept[0]))

    def _fetch(self, name: str, countries: Collection[str]) -> list[tuple[str, float, float, str | None]]:
        wanted = {c.alpha_3: c for c in map(_iso, countries) if c is not None}
        limits = {"country_codes": [c.alpha_2.lower() for c in wanted.values()]} if wanted and self._takes_countries else {}
        query = name if limits or len(wanted) != 1 else f"{name}, {next(iter(wanted.values())).name}"
        answer: list[Location] | None = self._ask(query, exactly_one=False, **limits)
        return [(one.address, one.latitude, one.longitude, min(wanted) if len(wanted) == 1 else None) for one in (answer or [])[:_LIMIT]]

    def _candidate(self, address: str, latitude: float, longitude: float, country: str | None) -> Candidate:
        place = Place(
            place_id=f"{self.provider}:{latitude:.5f},{longitude:.5f}", name=address.split(",", 1)[0].strip() or address, kind="site",
            country=country or _country_of(address), admin1=None, latitude=latitude, longitude=longitude, radius_km=_RADIUS_KM,
        )  # fmt: skip
        return Candidate(place, 0, is_primary=False)


def _iso(code: str) -> pycountry.db.Country | None:
    return pycountry.countries.get(alpha_3=code)


def _country_of(address: str) -> str | None:
    """Read the country at the end of an address."""
    try:
        return str(pycountry.countries.lookup(address.rsplit(",", 1)[-1].strip()).alpha_3)
    except LookupError:
        return None


def online(settings: Settings) -> OnlineGeocoder | None:
    """Give the geocoder that the settings name, None where they name none; ValueError where they lack what it needs."""
    if settings.geocoder is None:
        return None
    common = {"timeout": 10, "user_agent": settings.geocoder_user_agent}
    if settings.geocoder_url:
        scheme, _, domain = settings.geocoder_url.rpartition("://")
        common |= {"domain": domain.rstrip("/"), "scheme": scheme or "https"}
    try:
        if settings.geocoder == "nominatim":
            found: Geocoder = Nominatim(**common)
        elif settings.geocoder == "photon":
            found = Photon(**common)
        else:
            found = GeoNames(settings.geocoder_username or "", **common)
    except (ConfigurationError, GeocoderServiceError) as error:
        raise ValueError(f"the setting geocoder = {settings.geocoder!r}: {error}") from error
    if settings.geocoder == "geonames" and not settings.geocoder_username:
        raise ValueError("the setting geocoder = 'geonames' needs geocoder_username, the name of your account there")
    return OnlineGeocoder(found, provider=settings.geocoder, cache=settings.geocoder_cache, delay=settings.geocoder_delay)
