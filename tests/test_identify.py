"""Languages, credit lines and datelines."""

from __future__ import annotations

import pytest

from models.credits import agency_named, credits_of
from models.identify import identify

ENGLISH = "Two people died in the city on Monday, the governor of the province said, and the road was closed for the day."
NAMES = "Mullah Haji Din Mohammad, Gul Agha, Abdul Ghani and Mawlawi Rahmatullah met in Shindand, Farah Rud and Bala Buluk."
LANGUAGES = [
    ("English, untold", ENGLISH, None, ("en", "detected")),
    ("English, told", ENGLISH, "en-GB", ("en", "told")),
    ("English, told otherwise", ENGLISH, "fa", ("en", "detected")),
    ("mostly names, told", NAMES, "en", ("en", "told")),
    ("Persian", "والی هرات گفت که روز دوشنبه دو تن در این شهر جان باختند و جاده به روی مسافران بسته شد.", None, ("fa", "detected")),
    ("Pashto", "د هرات والي وویل چې د دوشنبې په ورځ په ښار کې دوه تنه مړه شوي.", "en", ("ps", "detected")),
    ("Urdu", "گورنر نے کہا کہ پیر کے روز شہر میں دو افراد ہلاک ہوئے۔", None, ("ur", "detected")),
    ("Russian", "Губернатор сообщил, что в понедельник в городе погибли два человека, дорога закрыта.", None, ("ru", "detected")),
    ("French", "Deux personnes sont mortes lundi dans la ville, a déclaré le gouverneur de la province.", None, ("fr", "detected")),
    ("too short to tell", "Attaque à Farah", None, ("en", "assumed")),
    ("too short, told", "Attaque à Farah", "fr", ("fr", "told")),
    ("no letters", "12 34", None, ("en", "assumed")),
    ("no language in the tag", ENGLISH, "x-klingon!", ("en", "detected")),
    ("a three-letter tag", "Short", "prs", ("prs", "told")),
]


@pytest.mark.parametrize(("what", "text", "told", "found"), LANGUAGES, ids=[row[0] for row in LANGUAGES])
def test_languages(what, text, told, found):
    assert identify(text, told) == found


LEAD = "Gunmen attacked a post in the district on Monday, officials said."
CREDITS = [
    ("city, day, agency", f"KABUL, March 3 (Reuters) - {LEAD}", None, None, ("KABUL", "Reuters")),
    ("city, country, agency", f"KABUL, Afghanistan (AP) — {LEAD}", None, None, ("KABUL", "Associated Press")),
    ("country in brackets", f"Kabul [Afghanistan], May 12 (ANI): {LEAD}", None, None, ("Kabul", "Asian News International")),
    ("no dash", f"NEW DELHI, Dec 2 (PTI) {LEAD}", None, None, ("NEW DELHI", "Press Trust of India")),
    ("capitals and colon", f"ISLAMABAD: {LEAD}", None, None, ("ISLAMABAD", None)),
    ("capitals and dash", f"QUETTA — {LEAD}", None, None, ("QUETTA", None)),
    ("after the last sentence", f"{LEAD} — AFP", None, None, (None, "Agence France-Presse")),
    ("in brackets at the end", f"{LEAD} (Reuters)", None, None, (None, "Reuters")),
    ("a last line", f"{LEAD}\n\nXinhua", None, None, (None, "Xinhua")),
    ("a first line", f"By AFP\n\n{LEAD}", None, None, (None, "Agence France-Presse")),
    ("a byline", LEAD, "Reuters", None, (None, "Reuters")),
    ("two in a byline", LEAD, "AP / Reuters", None, (None, "Associated Press")),
    ("an agency publishes", LEAD, "Ann Lee", "tasnim", (None, "Tasnim")),
    ("quoted, not credited", f"Reuters reported it first. {LEAD}", None, "paper", (None, None)),
    ("quoted at the end", f"{LEAD} The governor told Reuters.", None, None, (None, None)),
    ("an age in brackets", f"A man (50) - a farmer. {LEAD}", None, None, (None, None)),
    ("an alliance", f"NATO: {LEAD}", None, None, (None, None)),
    ("a group and a dash", f"ISIS - {LEAD}", None, None, (None, None)),
    ("nothing", "", None, None, (None, None)),
]


@pytest.mark.parametrize(("what", "body", "author", "source", "found"), CREDITS, ids=[row[0] for row in CREDITS])
def test_credits(what, body, author, source, found):
    assert tuple(credits_of(body, author=author, source=source)) == found


def test_agencies_go_by_their_names_only():
    assert agency_named(" afp ") == "Agence France-Presse"
    assert agency_named("APP") == "Associated Press of Pakistan"
    assert agency_named("The AP room") is None
    assert agency_named(None) is None
