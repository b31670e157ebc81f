"""The shapes of time expressions: one compiled pattern a rule, each tied to the kind of word that must be near for it to be tried.

Names of months and weekdays are matched with a capital (*may* and *march* are verbs); all other words in any case.
Group names are what `models.dating.resolve` reads. Extents follow TIMEX3: determiner and modifier belong in, the preposition does not.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from models.dating import anchors, calendars
from models.dating.vocabulary import (
    CALENDAR_UNIT,
    COUNT,
    DAY,
    FULL_MONTH,
    KIND,
    MOD,
    MONTH,
    NUM,
    ONES,
    ORDINAL,
    PART,
    SEASON,
    THAT_YEAR,
    UNIT,
    WD,
    WEEKDAY,
    YEAR,
    ZONE,
    ZONE_NAME,
)


class Rule(NamedTuple):
    """A named pattern. `near` holds the kinds of trigger word (see `TRIGGER`) of which one must be in the window."""

    name: str
    near: str
    pattern: re.Pattern[str]


def _rule(name: str, near: str, pattern: str) -> Rule:
    return Rule(name, near, re.compile(_number_groups(rf"(?<![\w$€£#.])(?:{pattern})(?!\w)")))


def _number_groups(pattern: str) -> str:
    """Give the second and later groups of one name a number, since a name may stand once only; `group` reads them all."""
    seen: Counter[str] = Counter()

    def rename(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        return f"(?P<{match[1]}>" if seen[match[1]] == 1 else f"(?P<{match[1]}_{seen[match[1]]}>"

    return re.sub(r"\(\?P<(\w+)>", rename, pattern)


def group(match: re.Match[str], name: str) -> str | None:
    """Give a named group of a rule, or of its numbered copies, in lower case with single spaces; None where it took no part."""
    found = match.groupdict()
    for key in (name, f"{name}_2", f"{name}_3", f"{name}_4", f"{name}_5"):
        if found.get(key):
            return " ".join(found[key].lower().replace("’", "'").split())
    return None


def _any(pattern: str) -> str:
    return f"(?i:{pattern})"


_CLOCK = r"(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d)(?::\d\d)?)?"
_AMPM = r"\s*(?P<ampm>[ap]\.m\.|[ap]m\b|[AP]M\b|[AP]\.M\.)"

RULES = (
    _rule("iso", "Y", r"(?P<year>1\d{3}|20\d\d)(?P<sep>[-/])(?P<monthno>0[1-9]|1[0-2])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01])"),
    _rule("numeric", "Y", r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)"),
    _rule("month_day_year", "M", rf"{WD}(?:[Tt]he\s+)?{MONTH}\s+{DAY}(?:\s*,\s*|\s+){YEAR}"),
    _rule("day_month_year", "M", rf"{WD}(?:[Tt]he\s+)?{DAY}(?:\s+of)?\s+{MONTH}(?:\s*,\s*|\s+(?:of\s+)?){YEAR}"),
    _rule("month_day", "M", rf"{WD}(?:[Tt]he\s+)?{MONTH}\s+{DAY}(?![\d:]|,\d)(?i:{THAT_YEAR})?"),
    _rule("day_month", "M", rf"{WD}(?:[Tt]he\s+)?{DAY}(?:\s+of)?\s+{MONTH}(?i:{THAT_YEAR})?"),
    _rule("month_year", "M", rf"(?i:{MOD})?{MONTH},?\s+(?:of\s+)?{YEAR}"),
    _rule("month", "M", rf"(?i:{MOD})?(?i:(?P<rel>last|next|this|this\s+past|the\s+following|the\s+previous)\s+)?{MONTH}(?i:{THAT_YEAR})?"),
    _rule(
        "second_day",
        "M",
        r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?=\s*(?:and|or|to|until|through|-|–|—)\s*"
        + rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH})",
    ),
    _rule("day_tail", "M", r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|:)"),
    _rule(
        "bare_ordinal",
        "O",
        _any(
            r"the\s+(?P<day>3[01]st|2[1-3](?:st|nd|rd)|(?:1\d|20|2[4-9]|30|[4-9])th|1st|2nd|3rd)(?:\s+of\s+(?P<of>that|the\s+same|this|last)\s+month)?(?=[,.;)]|\s+(?:[a-z]|of\s))"
        ),
    ),
    _rule(
        "part_of_day_of",
        "P",
        rf"(?i:(?:the\s+)?(?:(?P<mod>early|late)\s+(?:in\s+|on\s+)?(?:the\s+)?)?(?:early\s+)?{PART}(?:\s+hours)?\s+of\s+)(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+{DAY}|(?:the\s+)?{DAY}(?:\s+of)?\s+{MONTH})(?:(?:\s*,\s*|\s+){YEAR})?",
    ),
    _rule(
        "weekday_part",
        "W",
        rf"(?i:(?P<mod>early|late)\s+(?:on\s+)?)?(?i:(?P<rel>last|next|this|this\s+past|this\s+coming|the\s+following|the\s+previous|that|the\s+next)\s+)?{WEEKDAY}\s+(?i:{PART})",
    ),
    _rule("weekdays", "W", rf"(?i:(?P<every>every|each)\s+)?{WEEKDAY}(?P<plural>s)?(?:\s+(?i:{PART}s))?"),
    _rule(
        "weekday",
        "W",
        rf"(?i:(?P<mod>early|late)\s+(?:on\s+)?)?(?i:(?P<rel>last|next|this|this\s+past|this\s+coming|the\s+following|the\s+previous|that|the\s+next)\s+)?{WEEKDAY}(?i:\s+(?:of\s+)?(?P<week>last|this|next|the\s+previous|the\s+following)\s+week)?",
    ),
    _rule("year_range_tail", "Y", r"(?<=\d{4}[-–/])(?P<yy>\d\d)(?![\d-])"),
    _rule("before_christ", "B", rf"(?i:{MOD})?(?P<bc>\d{{1,4}})(?:\s+B\.?C\.?(?:E\.?)?|(?=\s*(?:to|-|–|—|until|and)\s*\d{{1,4}}\s+B\.?C))"),
    _rule("year", "Y", rf"(?i:{MOD}|the\s+years?\s+|years?\s+|(?:fiscal|financial)\s+(?:year\s+)?|FY\s?)?{YEAR}(?!\s*{ZONE_NAME}\b)"),
    _rule("named_day", "ME", _any(rf"(?:the\s+)?(?P<anchor>{anchors.day_pattern()})")),
    _rule("year_earlier", "U", _any(r"(?:the\s+)?(?:same\s+)?year[\s-](?:ago|earlier)\s+(?P<unit>quarter|period|month)")),
    _rule("year_end", "U", _any(r"(?:the\s+)?(?P<unit>year|month)(?:[\s-]|(?=end))end(?!\s+(?:of|to))")),
    _rule(
        "decade",
        "Y",
        rf"(?i:(?:the\s+)?{MOD}?(?:the\s+)?)(?:(?P<decade>1\d\d|20\d)0['’]?s|['’](?P<short>[1-9])0s|(?i:(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)))",
    ),
    _rule("century", "U", _any(rf"(?:the\s+)?{MOD}?(?:the\s+)?{ORDINAL}[\s-]centur(?:y|ies)(?P<bce>\s+B\.?C\.?(?:E\.?)?)?")),
    _rule("season_year", "S", rf"(?i:(?:the\s+)?{MOD}?{SEASON}\s+(?:of\s+)?){YEAR}"),
    _rule(
        "season",
        "S",
        _any(
            rf"(?:{SEASON}(?=\s+(?:offensives?|campaigns?|fighting)\b)|{MOD}?(?:(?P<rel>last|next|this|this\s+past|the\s+following|the\s+previous|that|that\s+same)\s+)(?:same\s+)?{SEASON}|{MOD}?(?P<the>the)\s+{SEASON}(?!\s+of\b)|(?:(?<=\bin\s)|(?<=\bby\s)|(?<=\bduring\s)|(?<=\bsince\s)|(?<=\buntil\s)){SEASON}|(?:the\s+)?{MOD}{SEASON}(?!\s+of\b)|(?:the\s+)?{SEASON}\s+of\s+(?P<which>that|this|last|next|the\s+same)\s+year)"
        ),
    ),
    _rule(
        "quarter",
        "QU",
        rf"(?i:(?:the\s+)?{ORDINAL}[\s-](?P<span>quarter|half)(?:\s+of\s+(?:(?P<which>this|last|next|that|the\s+same|the)\s+year|(?:the\s+)?year)?)?\s*)(?:{YEAR})?|Q(?P<q>[1-4])(?:\s+(?:of\s+)?{YEAR})?",
    ),
    _rule(
        "deictic_day",
        "D",
        _any(
            rf"(?P<ref>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|yesterday|tomorrow|tonight|last\s+night|overnight|this\s+(?=morning|afternoon|evening))(?:\s*{PART})?"
        ),
    ),
    _rule(
        "deictic_unit",
        "U",
        _any(
            rf"(?:{MOD})?(?P<rel>last|this|next|this\s+past|this\s+coming|the\s+coming|the\s+current|the\s+past|the\s+last|the\s+latest|the\s+most\s+recent)\s+{CALENDAR_UNIT}(?!\s+of\s+(?:the|World)\b)"
        ),
    ),
    _rule(
        "the_unit",
        "U",
        _any(
            rf"{MOD}(?P<rel>the\s+)?(?P<unit>day|week|month|year|decade|century)(?=[\s.,;:)]|$)|(?<=over\s)the\s+(?P<unit>weekend)|(?<=at\s)the\s+(?P<unit>weekend)|(?<=during\s)the\s+(?P<unit>weekend)|(?<=the\s)(?P<unit>weekend)"
        ),
    ),
    _rule(
        "same_unit",
        "UP",
        _any(
            r"(?:later\s+|early\s+|late\s+|earlier\s+)?(?P<rel>the\s+(?:very\s+)?same|that|that\s+(?:very\s+)?same|the\s+previous|the\s+preceding|the\s+next|the\s+following|the\s+day's|the\s+prior)\s+(?P<unit>day|week|weekend|month|year|decade|night|morning|afternoon|evening)(?!\s*(?:-|of\s))|(?P<day_after>the\s+(?:day|week|month|year|night)\s+(?P<dir>after|before|following))(?=\s*[,.;:)]|\s+(?:the|in|at|when)\s+(?:a|the)\b|\s+[a-z]+ed\b|\s*$)"
        ),
    ),
    _rule("ago", "A", _any(rf"(?:{COUNT}[\s-]+)?{UNIT}(?:\s+or\s+(?:so|more))?\s+ago")),
    _rule("from_now", "A", _any(rf"{COUNT}[\s-]+{UNIT}\s+from\s+now|(?<=\bin\s){COUNT}\s+{UNIT}['’]\s+time")),
    _rule(
        "later",
        "A",
        _any(
            rf"(?:{COUNT}[\s-]+)?{UNIT}\s+(?P<dir>later|earlier|previously|beforehand|afterwards?|before|after|before\s+that|after\s+that|hence)(?=\s*[,.;:)(—–\"”]|\s+(?:in|at|on|by|when|with|and|but|to|for|from|was|were|had|did|he|she|it|they|a|the)\b|\s+[A-Z]|\s+[a-z]+ed\b|\s*$)"
        ),
    ),
    _rule(
        "anchored",
        "A",
        _any(rf"{COUNT}\s+{UNIT}\s+(?P<dir>after|before|following|prior\s+to|since)\s+(?:the\s+)?(?P<anchor>{anchors.pattern()})"),
    ),
    _rule("anniversary", "N", _any(rf"(?:the\s+)?{ORDINAL}[\s-](?:year\s+)?anniversary\s+of\s+(?:the\s+)?(?P<anchor>{anchors.pattern()})")),
    _rule(
        "per",
        "U",
        _any(
            r"(?:each|every|per)\s+(?:(?P<nth>\w+)\s+)?(?P<unit>second|minute|hour|day|night|week|weekend|month|quarter|year|decade|morning|evening|afternoon)s?|(?P<often>once|twice|times)\s+an?\s+(?P<unit>day|week|month|year)|(?P<adverb>daily|weekly|weekends|monthly|quarterly|yearly|annually|annual|nightly|hourly|everyday|biweekly|fortnightly)"
        ),
    ),
    _rule(
        "window",
        "U",
        _any(
            rf"(?:the\s+)?(?P<rel>past|last|next|coming|previous|following|first|final|preceding|intervening|opening)\s+(?:{COUNT}\s+)?(?P<unit>hour|minute|day|night|week|fortnight|month|year|decade|centur(?=y|ies))(?:s|y|ies)(?:\s+of\s+(?P<of>(?:that|the|this|last)\s+year|(?:{FULL_MONTH}\s+)?(?:1\d|20)\d\d))?|the\s+(?P<count>{NUM})\s+(?:previous|following)\s+(?P<unit>day|week|month|year)s"
        ),
    ),
    _rule(
        "recent",
        "VU",
        _any(r"(?:the\s+)?recent\s+(?P<unit>day|week|month|year|decade)s"),
    ),
    _rule("duration", "U", _any(rf"(?:a\s+(?:total|period)\s+of\s+)?{COUNT}[\s-]+{KIND}{UNIT}(?:[\s-](?:long|old))?(?:\s+period)?")),
    _rule(
        "bare_duration",
        "U",
        _any(
            r"(?:(?<=for\s)|(?<=\bof\s)|(?<=after\s)|(?<=within\s)|(?<=in\s)|(?<=over\s)|(?<=took\s)|(?<=take\s)|(?<=lasted\s))(?P<unit>hour|day|week|month|year|decade|centur(?=ies))(?:s|ies)|(?P<unit>hour|day|week|month|year|decade|centur(?=y))s?y?[\s-]long|(?P<unit>year|month|decade|week|day)s\s+of(?=\s)"
        ),
    ),
    _rule(
        "clock",
        "C",
        rf"{_CLOCK}(?:{_AMPM})(?i:{ZONE})|(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?i:(?:\s*hrs?\b)?{ZONE})|(?i:(?P<hour>\d{{1,2}}|{'|'.join(ONES[:12])})\s+o['’]clock)",
    ),
    _rule("military", "T", rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?:\s*(?:hrs|hours))?\s*\(?{ZONE_NAME}\b\)?"),
    _rule(
        "part_of_day",
        "P",
        _any(
            r"(?:(?P<mod>early|late)\s+(?:in\s+)?)?(?:the\s+(?:early\s+|late\s+)?|that\s+)?(?P<part>morning|afternoon|evening|night|dawn|midnight|noon|midday|dusk|daytime)(?!\s+(?:prayers?|news|post|star|show|edition))"
        ),
    ),
    _rule(
        "now",
        "VU",
        _any(
            r"(?:right\s+)?now(?!\s+known\s+as)|currently|nowadays|at\s+present|these\s+days|(?<=\bto\s)date|(?<=\bto\s)this\s+day|at\s+the\s+moment|at\s+this\s+time|(?<=\baround\s)this\s+time|(?<=\bduring\s)this\s+time|(?<=\bat\s)the\s+time(?=\s*[,.;)]|\s+(?:was|were)\b)|the\s+present(?=\s*(?:[,.;]|day))|current(?=\s+[A-Za-z])"
        ),
    ),
    _rule(
        "past_ref",
        "VU",
        _any(
            r"recently|lately|(?<=\bin\s)the\s+past(?!\s+\w+\s+(?:days|weeks|months|years))(?!\s+(?:day|week|month|year|decade))|former(?:ly)?|once\s+upon\s+a\s+time|(?<!-)recent(?!\s+(?:day|week|month|year|decade)s)"
        ),
    ),
    _rule(
        "future_ref",
        "VU",
        _any(r"the\s+(?:near\s+|foreseeable\s+)?future|(?<!the\s)future(?=\s+[a-z])|the\s+coming\s+(?:days|weeks|months|years)"),
    ),
    _rule("solar_hijri", "F", calendars.solar_pattern()),
    _rule("lunar_hijri", "F", calendars.lunar_pattern()),
    _rule(
        "feast",
        "F",
        rf"(?i:(?P<rel>last|this|next|this\s+year['’]s|last\s+year['’]s)\s+)?(?:{YEAR}\s+)?(?P<feast>{calendars.feast_pattern()})(?:,?\s+(?:of\s+|in\s+)?{YEAR})?",
    ),
)
TRIGGER = re.compile(
    r"\b(?:"
    rf"(?P<M>{FULL_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)|"
    r"(?P<W>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)|"
    r"(?P<C>\d{1,2}[:.]\d\d(?!\d)|\d{1,2}\s?(?:[ap]\.?m\b|[AP]\.?M\b)|(?i:o['’]clock))|"
    rf"(?P<T>\d{{4}}(?:\s*hrs|\s*hours)?\s*\(?{ZONE_NAME}\b)|"
    r"(?P<Y>(?:1\d|20)\d\d|(?i:(?:twen|thir|for|fif|six|seven|eigh|nine)ties)|\d0s)|"
    r"(?P<E>\d{1,2}/\d{1,2})|"
    r"(?P<B>\d{1,4}\s+B\.?C)|"
    r"(?P<O>\d{1,2}(?:st|nd|rd|th)\b)|"
    rf"(?P<F>{calendars.trigger_pattern()})|"
    r"(?i:(?P<A>ago|later|earlier|previously|beforehand|afterwards?|before|after|following|prior|since|hence|from\s+now|time)|"
    r"(?P<N>anniversar(?:y|ies))|"
    r"(?P<S>spring|summer|autumn|fall|winter)|"
    r"(?P<D>today|yesterday|tomorrow|tonight|overnight|last\s+night|this\s+(?:morning|afternoon|evening))|"
    r"(?P<P>(?:mornings?|afternoons?|evenings?|nights?|dawn|midnight|noon|midday|dusk|daytime)\b)|"
    r"(?P<V>now|currently|current|nowadays|present|date|this\s+day|moment|this\s+time|the\s+time|former|recently|recent|lately|past|previously|future|soon|coming)|"
    r"(?P<Q>Q[1-4])|"
    r"(?P<U>seconds?|minutes?|hours?|days?|weeks?|weekends?|fortnights?|months?|quarters?|half|years?|decades?|century|centuries|daily|weekly|monthly|quarterly|yearly|year-?ends?|"
    r"annual|annually|nightly|hourly|everyday|biweekly|fortnightly))"
    r")"
)
