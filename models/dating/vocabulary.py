"""The words of time expressions and the pattern pieces that the grammar is built from."""

from __future__ import annotations

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = {w: i + 1 for i, w in enumerate(ONES)} | {w: 20 + 10 * i for i, w in enumerate(_TENS)} | {"dozen": 12, "hundred": 100}
_ORDINAL_WORDS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
ORDINALS = {w: i + 1 for i, w in enumerate(_ORDINAL_WORDS)} | {"twenty-first": 21, "thirtieth": 30, "fortieth": 40, "fiftieth": 50}

FULL_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
MONTH = rf"(?P<month>{FULL_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1\d{3}|20\d\d)(?![\d%]|,\d|\.\d|:\d)"
WEEKDAY = "(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
WD = "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\\s+)?"
NUM = (
    rf"(?:\d+(?:[.,]\d+)?|(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(ONES[:9])}))?|"
    rf"(?:{'|'.join(sorted(ONES, key=len, reverse=True))})|a\s+dozen|a\s+hundred|hundred)"
)
VAGUE = r"(?:several|a\s+few|few|many|some|a\s+couple\s+of|a\s+couple|couple\s+of|a\s+number\s+of|dozens\s+of|countless)"
ABOUT = (
    r"(?:(?:just\s+)?(?:over|under)|(?:just\s+)?(?:more|less|fewer)\s+than|almost|nearly|about|around|some|approximately|roughly|at\s+least|"
    r"at\s+most|up\s+to|only|close\s+to|a\s+mere|barely|another)\s+"
)
_QUARTER = r"(?:a\s+)?quarter(?:\s+of\s+a(?=\s+centur)|(?=[\s-]centur))"
COUNT = rf"(?P<about>{ABOUT})?(?P<count>{VAGUE}|{NUM}(?:\s+and\s+a\s+half)?|an?\s+half|half\s+an?|half(?=-)|{_QUARTER}|an?)"
KIND = (
    r"(?:(?:straight|consecutive|successive|full|whole|entire|long|short|solid|additional|extra|more|working|business|calendar|bloody|"
    r"peaceful)[\s-]+)?"
)
UNIT = (
    r"(?P<unit>second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|centur(?=y|ies))(?:y|ies|s)?"
    r"(?P<half>\s+and\s+a\s+half)?"
)
CALENDAR_UNIT = r"(?:fiscal\s+|financial\s+)?(?P<unit>week|weekend|fortnight|month|quarter|year|decade|centur(?=y|ies))(?:y|ies|s)?"
PART = r"(?P<part>morning|afternoon|evening|night|dawn|midday|noon|midnight|dusk)"
SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_PARTS_OF = r"middle|beginning|start|end|close|outset|first\s+half|second\s+half|latter\s+half|latter\s+part|early\s+part"
MOD = (
    r"(?:(?:the\s+)?(?:(?:very\s+)?(?P<mod>early|late|mid|earlier|later)(?:\s+(?:in|of|on))?(?:\s+the)?[\s-]+"
    rf"|(?:very\s+)?(?P<mod>{_PARTS_OF})\s+of(?:\s+the)?\s+))"
)
THAT_YEAR = r"(?:,?\s+(?:(?:of|in)\s+)?(?P<which>that|the\s+same|this|last|next|the\s+previous|the\s+following)\s+year)"
ORDINAL = rf"(?P<ordinal>\d+(?:st|nd|rd|th)|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
ZONE_NAME = r"(?:GMT|UTC|EST|EDT|ET|PST|PDT|BST|CET|CEST|IRST|AFT|Z|(?:local|Kabul|Tehran)\s+time)"
ZONE = rf"(?:\s*\(?{ZONE_NAME}\b\)?)?"
