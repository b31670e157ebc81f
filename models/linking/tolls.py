"""How many people an event killed or injured, by a named rule."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence

from models.linking.state import independent
from models.records import Count, LinkMention, Mention, Toll, TollRule

Told = list[tuple[LinkMention, Count]]


def toll(
    members: Sequence[LinkMention], count_of: Callable[[Mention], Count | None], rule: TollRule = "latest_independent"
) -> tuple[Toll | None, tuple[str, ...]]:
    """Give low, best and high, and the mentions that tell the best figure; None where no mention tells a number.

    A party's own figures (voice *self*) are left out if there are others, as are those of negated mentions. Low and high are the
    extremes of all; high is None (open) if any report says *at least* and none tells more than it. Best is by the rule:
    *latest_independent*, that of the report published last; *ucdp*, that which most independent reports tell, the lower of equals
    (UCDP GED codebook: the most reliable figure, conservative in doubt); *acled*, the lowest (ACLED codebook: the most conservative).
    """
    told = [(m, c) for m in members if (c := count_of(m.mention)) and m.mention.polarity == "affirmed"]
    told = [(m, c) for m, c in told if m.mention.voice != "self"] or told
    if not told:
        return None, ()
    best = _BEST[rule](told)
    low = min(c.low for _, c in told)
    closed = max((c.high for _, c in told if c.high is not None), default=None)
    floor = max((c.low for _, c in told if c.high is None), default=None)
    is_open = closed is None or (floor is not None and floor > closed)
    behind = tuple(m.mention.mention_id for m, c in told if c.low == best)
    return Toll(low=low, best=best, high=None if is_open else closed), behind


def _latest(told: Told) -> int:
    """Of the latest report the greatest, since a text sums up its figures; undated reports cannot be shown to be the latest word."""
    return max(told, key=lambda pair: (pair[0].known_at or dt.datetime.min.replace(tzinfo=dt.UTC), pair[1].low))[1].low


def _commonest(told: Told) -> int:
    reports = independent([m for m, _ in told])
    counts = Counter(low for _, low in {(reports[m.mention.mention_id], c.low) for m, c in told})
    return min(counts, key=lambda low: (-counts[low], low))


def _lowest(told: Told) -> int:
    return min(c.low for _, c in told)


_BEST: dict[TollRule, Callable[[Told], int]] = {"latest_independent": _latest, "ucdp": _commonest, "acled": _lowest}
