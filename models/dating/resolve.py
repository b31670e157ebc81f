"""From a document to its time mentions: every hit of the grammar read in order, each knowing what was spoken of before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Doc

from models.dating import absolute, amounts, clocks, context, feasts, reconcile, relative, weekdays
from models.dating.context import Context
from models.dating.local import Local
from models.dating.scan import Hit, scan
from models.dating.spans import Reading
from models.dating.tense import TenseReader
from models.phrases import text_of
from models.records import Published, TimeMention

Reader = Callable[[Hit, Context], Reading | None]
READERS: dict[str, Reader] = {
    "iso": absolute.full,
    "numeric": absolute.numeric,
    "month_day_year": absolute.full,
    "day_month_year": absolute.full,
    "month_day": absolute.month_day,
    "day_month": absolute.month_day,
    "month_year": absolute.month_year,
    "month": absolute.month_alone,
    "second_day": absolute.second_day,
    "day_tail": absolute.day_tail,
    "bare_ordinal": absolute.bare_ordinal,
    "part_of_day_of": weekdays.part_of,
    "weekday_part": weekdays.weekday,
    "weekdays": weekdays.weekday,
    "weekday": weekdays.weekday,
    "year_range_tail": absolute.year_tail,
    "before_christ": absolute.before_christ,
    "year": absolute.year_alone,
    "named_day": absolute.named_day,
    "year_earlier": relative.year_earlier,
    "year_end": relative.year_end,
    "decade": absolute.decade_alone,
    "century": absolute.century_alone,
    "season_year": absolute.season_year,
    "season": absolute.season_alone,
    "quarter": absolute.quarter,
    "deictic_day": relative.deictic_day,
    "deictic_unit": relative.deictic_unit,
    "the_unit": relative.the_unit,
    "same_unit": relative.same_unit,
    "ago": relative.ago,
    "from_now": relative.from_now,
    "later": relative.later,
    "anchored": relative.anchored,
    "anniversary": relative.anniversary,
    "per": amounts.per,
    "window": amounts.window,
    "recent": amounts.recent,
    "duration": amounts.duration,
    "bare_duration": amounts.bare_duration,
    "clock": clocks.clock,
    "military": clocks.clock,
    "part_of_day": clocks.part_of_day,
    "now": amounts.now,
    "past_ref": amounts.past_ref,
    "future_ref": amounts.future_ref,
    "solar_hijri": feasts.solar_hijri,
    "lunar_hijri": feasts.lunar_hijri,
    "feast": feasts.feast,
}


def find_times(doc: Doc, published: Published, local: Local | None = None) -> tuple[TimeMention, ...]:
    """Give every time expression of a document in order, resolved against its publication span.

    Offsets are into `doc.text`. An uncertain publication span gives wide intervals, an unknown one open ones with X's in the value;
    nothing is taken from the clock. `local` says where the text was written, if that place keeps a week and a clock of its own. A
    document without a dependency tree is read as past where no word of the future stands near.
    """
    text = text_of(doc)
    hits = scan(text)
    ctx = context.start(text, TenseReader(doc), published, hits, local)
    found: list[TimeMention] = []
    for hit in hits:
        reading = _read(hit, ctx)
        if reading is None:
            continue
        ctx.remember(hit, reading)
        mention = TimeMention(
            start=hit.start,
            end=hit.end,
            text=text[hit.start : hit.end],
            timex_type=reading.kind,
            value=reading.value,
            span=reading.span,
            rule=hit.rule,
        )
        proved = reconcile.beside(text, mention)
        mention = replace(mention, anchored=proved) if proved else mention
        pair = clocks.joined(text, found[-1], mention, local) if found else None
        if pair:
            found[-1] = pair
        else:
            found.append(mention)
    return tuple(found)


def _read(hit: Hit, ctx: Context) -> Reading | None:
    """Read one hit; a day that no calendar has, or one outside of the years 1 to 9999, is no time."""
    try:
        return READERS[hit.rule](hit, ctx)
    except (ValueError, OverflowError):
        return None
