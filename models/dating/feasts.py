"""Dates of the Solar and Lunar Hijri calendars, and feasts, as expressions of a text."""

from __future__ import annotations

import datetime as dt

from models.dating import calendars
from models.dating.absolute import yearless
from models.dating.context import Context
from models.dating.scan import Hit
from models.dating.spans import Reading, day, year
from models.records import TimeSpan


def _spanned(span: TimeSpan | None) -> Reading | None:
    if span is None or span.first is None or span.last is None:
        return None
    if span.precision == "day":
        return day(span.first)
    middle = span.first + (span.last - span.first) / 2
    if (span.last - span.first).days <= 3:
        return Reading("DATE", middle.isoformat(), span)
    return Reading("DATE", f"{span.first.isoformat()}/{span.last.isoformat()}", span)


def solar_hijri(hit: Hit, ctx: Context) -> Reading | None:
    """Read a Solar Hijri date; the value is Gregorian."""
    number, day_no = calendars.month_number(hit.get("hijri") or ""), int(hit.get("day") or 0) or None
    if hit.get("hyear"):
        return _spanned(calendars.solar(int(hit.get("hyear") or 0), number, day_no))
    return yearless(hit, ctx, lambda y: _spanned(calendars.solar(y - 621 if number < 10 else y - 622, number, day_no)))


def lunar_hijri(hit: Hit, ctx: Context) -> Reading | None:
    """Read a Lunar Hijri date; a day gets a margin of one day, since months begin by sighting."""
    number, day_no = calendars.month_number(hit.get("hijri") or ""), int(hit.get("day") or 0) or None
    if hit.get("hyear"):
        return _spanned(calendars.lunar(int(hit.get("hyear") or 0), number, day_no))

    def make(y: int) -> Reading | None:
        hijri = calendars.lunar_year(dt.date(y, 1, 1))
        found = [_spanned(calendars.lunar(h, number, day_no)) for h in range(hijri, hijri + 2)] if hijri else []
        return next((r for r in found if r and r.span.first and r.span.first.year == y), None)

    return yearless(hit, ctx, make)


def feast(hit: Hit, ctx: Context) -> Reading | None:
    """Read a feast, with or without its year."""
    name = hit.get("feast") or ""

    def make(y: int) -> Reading | None:
        return next((r for s in calendars.feast_in(name, y) if (r := _spanned(s))), None)

    if hit.get("year"):
        return make(int(hit.get("year") or 0))
    if (hit.get("rel") or "").endswith("year's"):
        return ctx.read(lambda d: make(d.year - (hit.get("rel") == "last year's")) or year(d.year))
    return yearless(hit, ctx, make)
