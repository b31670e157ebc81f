"""Finding the expressions: windows around trigger words, the rules tried inside them, and the choice among overlapping hits."""

from __future__ import annotations

import re
from typing import NamedTuple

from models.dating.grammar import RULES, TRIGGER, group
from models.dating.vocabulary import SEASONS

_REACH = 80  # characters on either side of a trigger word; no rule spans more
_LIKE_MONTH = {"may", "march", "mar", "jan", "feb", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "apr"}
_NOT_A_YEAR = re.compile(
    r"(?:[Rr]esolutions?|[Ff]light|[Rr]oute|[Hh]ighway|[Nn]o\.|[Nn]umber|[Aa]rticle|[Ss]ection|[Pp]age|[Pp]ages|[Bb]oeing|[Aa]pproximately|[Aa]bout|"
    r"[Nn]early|[Ss]ome|[Aa]lmost|[Rr]oom|[Uu]nit|[Tt]otal\s+of|[Ll]east|than|[Oo]ver|another|additional)\s+$"
)
_COUNTED = re.compile(
    r"\s+(?:people|troops|men|women|soldiers|fighters|civilians|dead|deaths|killed|wounded|casualties|prisoners|refugees|tons|tonnes|metres|meters|"
    r"kilometers|kilometres|km|miles|feet|kg|dollars|euros|volunteers|sorties|aircraft|tanks|members|villages|hectares|years|days|hours|Soviet|"
    r"militants|vehicles|more|others|guns|rifles|rounds|square|million|billion|percent|per|local|police|workers|votes|families|homes|houses|students|rockets)\b"
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|In|since|Since|by|By|from|From|until|Until|till|to|during|During|the|The|and|or|between|Between|of|after|After|before|Before|through|this|"
    r"for|For|as|than|circa|c\.|ca\.|early|late|until|around|mid|his|her|its|their|a|at|[A-Z][\w.]+)|[(\[–—/,;:\n-]|['’]s)\s*$|^$"
)
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|until|till|by|from|to|of|between|and|during|before|after|through|early|late|last|next|this|mid|through|for|every|each|or)\s+$|[(–—-]\s*$",
    re.IGNORECASE,
)


class Hit(NamedTuple):
    """A rule's match in the text."""

    start: int
    end: int
    order: int
    rule: str
    match: re.Match[str]

    def get(self, name: str) -> str | None:
        """Give a named group in lower case, or None."""
        return group(self.match, name)


def windows(text: str) -> list[tuple[int, int, str]]:
    """Give the stretches of text that hold trigger words, with the kinds of these words; each ends at a word's border."""
    found: list[tuple[int, int, str]] = []
    for trigger in TRIGGER.finditer(text):
        start, end = max(0, trigger.start() - _REACH), min(len(text), trigger.end() + _REACH)
        start = text.find(" ", start, trigger.start()) + 1 if start and " " in text[start : trigger.start()] else start
        if end < len(text):
            end = max(text.rfind(" ", trigger.end(), end), text.rfind("\n", trigger.end(), end), trigger.end())
        kind = trigger.lastgroup or ""
        if found and start <= found[-1][1]:
            last = found[-1]
            found[-1] = (last[0], max(end, last[1]), last[2] if kind in last[2] else last[2] + kind)
        else:
            found.append((start, end, kind))
    return found


def scan(text: str) -> list[Hit]:
    """Give the expressions of a text in order, none overlapping: the longest of rival hits, by the grammar's order if equally long."""
    hits: list[Hit] = []
    for start, end, kinds in windows(text):
        for order, rule in enumerate(RULES):
            if not any(k in kinds for k in rule.near):
                continue
            for match in rule.pattern.finditer(text, start, end):
                hit = Hit(match.start(), match.end(), order, rule.name, match)
                if match.end() > match.start() and plausible(hit, text):
                    hits.append(hit)
    hits.sort(key=lambda h: (h.start - h.end, h.order, h.start))
    chosen: list[Hit] = []
    taken = bytearray(len(text))
    for hit in hits:
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            chosen.append(hit)
    chosen.sort()
    return chosen


def plausible(hit: Hit, text: str) -> bool:
    """Tell whether a hit reads as a time in its surroundings: *may* and *2000 troops* are none."""
    check = _CHECKS.get(hit.rule)
    return check is None or check(hit, text[max(0, hit.start - 30) : hit.start], text[hit.end : hit.end + 30])


def _year(hit: Hit, before: str, after: str) -> bool:
    if hit.get("mod") or hit.match[0][0].isalpha():
        return True
    is_range = bool(re.match(r"\s?[-–]\s?(?:1\d|20)\d\d\b", after)) and not re.search(r"\w[-–]$", before)
    if (_NOT_A_YEAR.search(before) and not is_range) or _COUNTED.match(after):
        return False
    number = int(hit.get("year") or 0)
    if re.search(r"[A-Za-z]-$", before) and not re.search(r"\b(?:post|pre|mid|late|early)-$", before):
        return False
    if re.match(r"[-–]\d{3}", after) or re.search(r"[-–]$", before):
        return number >= 1000
    if number < 1800:
        return bool(
            re.search(r"\b(?:in|since|by|from|until|to|of|between|and|after|before|around|the)\s+$|[(–-]\s*$", before, re.IGNORECASE)
        )
    return bool(_BEFORE_YEAR.search(before)) or bool(re.match(r"['’]s|[,;)\]–-]|\s*$|\s*\n", after)) or 1900 <= number <= 2050


def _month(hit: Hit, before: str, after: str) -> bool:
    name = (hit.get("month") or "").rstrip(".")
    if hit.get("rel") or hit.get("mod") or hit.get("which"):
        return True
    if name in _LIKE_MONTH:
        return name in {"may", "march"} and bool(_BEFORE_MONTH.search(before)) and not re.match(r"\s+[A-Z][a-z]+", after)
    if re.match(r"\s+[A-Z][a-z]+", after) and name in {"april", "june", "august"}:
        return bool(re.search(r"\b(?:in|since|until|by|from|of|the)\s+$", before))
    return True


def _fall(hit: Hit, before: str, after: str) -> bool:
    """Keep *the fall of the Taliban* and *to fall* from being autumn."""
    season = hit.get("season")
    if season not in SEASONS:
        return False
    words = hit.match[0].lower()
    if season == "fall":
        return (
            bool(hit.get("rel") or hit.get("which"))
            or (words.startswith(("early", "late", "mid")))
            or bool(re.match(r"\s+(?:offensive|campaign)", after))
        )
    if season == "spring" and re.match(r"\s+(?:water|from|up|roll)", after):
        return False
    return not (season == "spring" and "Arab" in before)


def _the_unit(hit: Hit, before: str, after: str) -> bool:
    return not after.startswith("-") and not re.match(r"\s+(?:of|when|that|he|she|it|they|which|before|after)\b", after)


_MONTH_DAY_AND = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2}(?:st|nd|rd|th)?\s*"
    r"(?:,\s*(?:and\s+)?|and\s+|or\s+|to\s+|through\s+|-|–|—)\s*$"
)


def _day_tail(hit: Hit, before: str, after: str) -> bool:
    """Keep the 5 of *May 4 and 5* only."""
    return bool(_MONTH_DAY_AND.search(before)) and not re.match(
        r"\s+[a-z]+s\b|\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)|,\d", after
    )


def _duration(hit: Hit, before: str, after: str) -> bool:
    words = hit.match[0].lower()
    if re.match(r"(?:19|20)\d\d\s+\w+[^s]$", words):
        return False
    if re.match(
        r"(?:a|an|one)\s+second$|\d?\w*\s*quarters?$|(?:a|an|one|another|the)\s+quarter(?!.*century)|three[\s-]quarters", words
    ) or (hit.get("unit") == "quarter" and not re.search(r"\bquarters$", words)):
        return False
    if re.match(r"(?:a|an|one)\s+(?:second|minute|day|night|week|month|year)$", words):
        return not re.match(r"\s+(?:ago|later|earlier|before|after|when|of)\b", after) or words.startswith("one")
    return not (hit.get("unit") == "second" and not words.endswith("s"))


def _part_of_day(hit: Hit, before: str, after: str) -> bool:
    words = hit.match[0].lower()
    if " " not in words and re.match(r"['’-]|\s+[A-Z]", after):
        return False
    return words != "night" or bool(re.search(r"\b(?:at|by)\s+$", before, re.IGNORECASE)) or bool(re.match(r"\s+(?:attack|raid)", after))


def _clock(hit: Hit, before: str, after: str) -> bool:
    """A bare *10:30* is a time, *won 10:30* and ratios are rare enough; a bare *10.30* is not."""
    return bool(hit.get("ampm")) or ":" in hit.match[0] or "clock" in hit.match[0].lower()


def _hijri(hit: Hit, before: str, after: str) -> bool:
    from models.dating import calendars  # noqa: PLC0415 - the table is read only where such a name stands

    return bool(hit.get("hyear")) or not calendars.is_plain(hit.get("hijri") or "")


def _ordinal(hit: Hit, before: str, after: str) -> bool:
    if hit.get("of"):
        return True
    return bool(re.search(r"\b(?:on|by|until|till|from|to|of|and)\s+$", before, re.IGNORECASE)) and bool(
        re.match(r"[,.;)]|\s+(?:the|a|they|he|she|it|in|at|when|and|to)\b", after)
    )


def _feast(hit: Hit, before: str, after: str) -> bool:
    return not re.match(r"\s+(?:[Ii]sland|[Aa]ccords?|[Rr]ising|[Bb]ombings?|[Oo]ffensive)", after) or bool(hit.get("year"))


_CHECKS = {
    "year": _year,
    "month": _month,
    "season": _fall,
    "the_unit": _the_unit,
    "day_tail": _day_tail,
    "duration": _duration,
    "part_of_day": _part_of_day,
    "clock": _clock,
    "solar_hijri": _hijri,
    "bare_ordinal": _ordinal,
    "feast": _feast,
}
