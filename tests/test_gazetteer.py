"""The gazetteer: geopy's conventions, spellings, ranking, and that nothing leaves the machine."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from geopy.exc import ConfigurationError, GeocoderQueryError, GeocoderServiceError
from geopy.extra.rate_limiter import RateLimiter
from geopy.location import Location
from hypothesis import given
from hypothesis import strategies as st

from models.gazetteer import Gazetteer, fold
from models.gazetteer.geometry import centre, kilometres
from models.gazetteer.names import plain
from models.gazetteer.world import rows


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


SPELLINGS = [
    ("Nangarhar", "Ningarhar"),
    ("Paktia", "Paktya"),
    ("Helmand", "Hilmand"),
    ("Kunduz province", "Konduz province"),
    ("Uruzgan province", "Oruzgan province"),
    ("Bala Buluk district", "Bala Boluk district"),
    ("Razavi Khorasan", "Khorasan-e Razavi"),
    ("Sistan and Baluchestan", "Sistan-Baluchestan"),
    ("Sistan and Baluchestan", "Sistan va Baluchestan"),
    ("Naybandan", "Neyband"),
    ("Mazar-e Sharif", "Mazar-i-Sharif"),
    ("Mashhad", "Meshed"),
    ("Raqqa province", "Ar-Raqqah province"),
    ("Khyber Pakhtunkhwa", "KPK"),
    ("United States", "U.S."),
    ("United Kingdom", "Britain"),
    ("Myanmar", "Burma"),
    ("Ivory Coast", "Côte d'Ivoire"),
]

# (query, kind, country, latitude, longitude, km): known points, to the distance given
POINTS = [
    ("Zabol", "city", "IRN", 31.03, 61.50, 15),
    ("Zabul", "admin1", "AFG", 32.2, 67.0, 120),
    ("Zabol, Iran", "city", "IRN", 31.03, 61.50, 15),
    ("Mashhad", "city", "IRN", 36.30, 59.61, 20),
    ("Herat", "city", "AFG", 34.35, 62.20, 15),
    ("Herat Province", "admin1", "AFG", 34.35, 62.20, 120),
    ("Farah", "city", "AFG", 32.37, 62.11, 15),
    ("Farah Province", "admin1", "AFG", 32.5, 62.5, 120),
    ("Islamabad", "city", "PAK", 33.69, 73.06, 15),
    ("Islamabad, Bangladesh", "city", "BGD", 22.36, 91.8, 60),
    ("Kandahar", "city", "AFG", 31.61, 65.71, 15),
    ("the city of Kunduz", "city", "AFG", 36.73, 68.86, 15),
    ("Washington", "city", "USA", 38.9, -77.04, 15),
    ("Washington state", "admin1", "USA", 47.4, -120.5, 161),
    ("New York", "city", "USA", 40.71, -74.01, 15),
    ("Georgia", "country", "GEO", 42.0, 43.5, 161),
    ("Georgia, USA", "admin1", "USA", 32.7, -83.4, 161),
    ("Torkham", "site", "AFG", 34.1, 71.1, 15),
    ("North Waziristan", "district", "PAK", 32.9, 70.0, 50),
    ("Central Asia", "region", None, 42, 65, 600),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_place_agree(gazetteer: Gazetteer, one: str, other: str) -> None:
    left, right = gazetteer.geocode(one), gazetteer.geocode(other)
    assert left is not None and right is not None
    assert left.raw["id"] == right.raw["id"]


@pytest.mark.parametrize(("query", "kind", "country", "lat", "lon", "km"), POINTS)
def test_known_points(gazetteer: Gazetteer, query: str, kind: str, country: str | None, lat: float, lon: float, km: float) -> None:
    found = gazetteer.geocode(query)
    assert (found.raw["kind"], found.raw["country"]) == (kind, country)
    assert kilometres(lat, lon, found.latitude, found.longitude) <= km


def test_raw_holds_what_is_known(gazetteer: Gazetteer) -> None:
    found = gazetteer.geocode("Lashkar Gah")
    assert {"id", "kind", "country", "admin1", "admin2", "population", "radius_km", "aliases", "coord_source"} <= set(found.raw)
    assert found.raw["admin1"] == "Helmand"
    assert found.address.startswith(found.raw["name"])


def test_many_results_come_as_a_list(gazetteer: Gazetteer) -> None:
    found = gazetteer.geocode("Islamabad", exactly_one=False)
    assert len(found) > 2 and all(isinstance(f, Location) for f in found)
    assert len(gazetteer.geocode("Islamabad", exactly_one=False, limit=2)) == 2


def test_countries_narrow_a_search(gazetteer: Gazetteer) -> None:
    assert gazetteer.geocode("Farah", country_codes="IN").raw["country"] == "IND"
    assert gazetteer.geocode("Farah", country_codes=["FRA"]) is None


def test_unknown_name_is_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.geocode("Qwxyzzy") is None
    assert gazetteer.geocode("Qwxyzzy, Iran", exactly_one=False) is None
    assert gazetteer.lookup("Qwxyzzy") == ()


@pytest.mark.parametrize("query", ["", "  ", "-"])
def test_empty_query_is_refused(gazetteer: Gazetteer, query: str) -> None:
    with pytest.raises(GeocoderQueryError):
        gazetteer.geocode(query)


def test_bad_country_code_is_refused(gazetteer: Gazetteer) -> None:
    with pytest.raises(GeocoderQueryError, match="QQ"):
        gazetteer.geocode("Farah", country_codes="QQ")


def test_missing_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no gazetteer index"):
        Gazetteer(tmp_path / "none.sqlite")


def test_reverse_gives_the_nearest_town(gazetteer: Gazetteer) -> None:
    assert gazetteer.reverse((31.03, 61.5)).raw["name"] == "Zabol"
    assert len(gazetteer.reverse("34.35, 62.20", exactly_one=False, limit=3)) == 3
    assert gazetteer.reverse((-48.9, -123.4)) is None
    with pytest.raises(GeocoderQueryError):
        gazetteer.reverse("nowhere")


def test_rate_limiter_and_context_manager(gazetteer: Gazetteer) -> None:
    limited = RateLimiter(gazetteer.geocode, min_delay_seconds=0)
    assert limited("Herat").raw["country"] == "AFG"
    with Gazetteer(gazetteer.path) as again:
        assert again.geocode("Herat").raw["country"] == "AFG"


def test_no_network(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    assert gazetteer.geocode("Quetta") is not None
    with pytest.raises(GeocoderServiceError, match="offline"):
        gazetteer._call_geocoder("https://example.org", lambda reply: reply)


def test_own_names_come_before_alternate_ones(gazetteer: Gazetteer) -> None:
    first = gazetteer.lookup("Islamabad")[0]
    assert first.is_primary and first.place.country == "PAK"


def test_afghan_provinces_are_all_there(gazetteer: Gazetteer) -> None:
    names = {c.place.place_id for c in gazetteer.divisions("AFG")}
    assert {r["iso_3166_2"] for r in rows("provinces.csv") if r["country"] == "AFG"} == {n.removeprefix("iso:") for n in names}
    assert len(gazetteer.divisions("IRN")) == 31


def test_districts_lie_in_their_province(gazetteer: Gazetteer) -> None:
    provinces = {c.place.admin1: c.place for c in gazetteer.divisions("AFG")}
    for row in rows("districts.csv"):
        if row["country"] != "AFG":
            continue
        found = [c.place for c in gazetteer.lookup(row["name"]) if c.place.kind == "district" and c.place.admin1 == row["province"]]
        assert found, row
        home = provinces[row["province"]]
        assert kilometres(found[0].latitude, found[0].longitude, home.latitude, home.longitude) <= home.radius_km + 60, row


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=40))
def test_lookup_takes_any_text(name: str) -> None:
    assert all(-90 <= c.place.latitude <= 90 for c in Gazetteer.open().lookup(name))


def test_centre_across_the_date_line() -> None:
    assert abs(centre([(0.0, 179.0, 1.0), (0.0, -179.0, 1.0)])[1]) == pytest.approx(180.0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Herāt", "Herat", id="macron"),
        pytest.param("Khorāsān-e Raẓavī", "Khorasan-e Razavi", id="dot below"),
        pytest.param("Malmö", "Malmö", id="a letter of its own alphabet"),
        pytest.param("São Paulo", "São Paulo", id="tilde"),
        pytest.param("Sanʻāʼ", "Sana", id="turned commas"),
    ],
)
def test_names_are_written_as_english_text_writes_them(name: str, expected: str) -> None:
    assert plain(name) == expected
    assert plain(plain(name)) == plain(name)
