"""How exact a date is, in the codes of ACLED and UCDP. `core.event_wide` derives the same in SQL; a test holds the two together."""

from __future__ import annotations

from models.records.coded import TimeSpan

# Longest interval in days for each code, the finest first. ACLED codebook, *time precision*; UCDP GED codebook, *date_prec*.
ACLED_DAYS = ((2, 7), (3, 31))
UCDP_DAYS = ((1, 1), (2, 6), (3, 7), (4, 31), (5, 366))


def acled_time_precision(span: TimeSpan | None) -> int | None:
    """Give 1 for a day that was told, 2 within a week, 3 within a month; None for what ACLED does not code, or no closed interval."""
    if span is None or span.first is None or span.last is None:
        return None
    return 1 if span.precision == "day" else _code(span, ACLED_DAYS)


def ucdp_date_precision(span: TimeSpan | None) -> int | None:
    """Give 1 for the day, 2 for two to six days, 3 for a week, 4 for up to a month, 5 for up to a year; None if coarser or open."""
    if span is None or span.first is None or span.last is None:
        return None
    code = _code(span, UCDP_DAYS)
    return 3 if code == 2 and span.precision == "week" else code


def _code(span: TimeSpan, table: tuple[tuple[int, int], ...]) -> int | None:
    days = (span.last - span.first).days + 1 if span.first and span.last else 0
    return next((code for code, longest in table if days <= longest), None)
