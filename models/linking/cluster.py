"""Clustering: which mentions tell of one happening. Pure, free of order, and local: what a mention joins depends on its neighbours only.

First the tellings of one article are joined, then what is equally precise in time, best pairs first, and never two that are known to
contradict each other, directly or through others. Last, each of the imprecise groups may attach to one that is precise in day and place.
Since only the precise hold others, an imprecise mention bridges no two events, and since it chooses among the precise alone, news
changes the events around its own day and no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from models.linking.telling import Group
from models.records import Pair, Telling

THRESHOLD = 0.6  # a shared actor at a named town passes alone; at the level of a country it needs both roles or shared words
Link = tuple[float, str, str]  # the score, negative so that the best come first, and the two mentions in the order of ids


class _Groups:
    """Which group each mention is in by now."""

    def __init__(self, tellings: Iterable[Telling], apart: dict[str, frozenset[str]]) -> None:
        self.of = {t.mention_id: Group(t, apart.get(t.mention_id, frozenset())) for t in tellings}

    def join(self, one: str, other: str, *, is_forced: bool = False) -> None:
        """Join the groups of two mentions unless they contradict each other."""
        keep, give = self.of[one], self.of[other]
        if keep is give or (not is_forced and keep.contradicts(give)):
            return
        if len(keep.members) < len(give.members):
            keep, give = give, keep
        keep.absorb(give)
        for member in give.members:
            self.of[member.mention_id] = keep

    def all(self) -> list[Group]:
        """Give the groups, each once."""
        return list({id(group): group for group in self.of.values()}.values())


def cluster(
    tellings: Sequence[Telling],
    pairs: Iterable[Pair],
    *,
    threshold: float = THRESHOLD,
    together: Iterable[Sequence[str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> list[frozenset[str]]:
    """Part mentions into events; every mention is in exactly one.

    Pairs below the threshold or of mentions that were not given count for nothing. `together` and `apart` are what an analyst has
    decided: the mentions of each sequence are one event whatever the rules say, those of a pair are never one by the rules.
    """
    foes: dict[str, set[str]] = defaultdict(set)
    for one, other in apart:
        foes[one].add(other)
        foes[other].add(one)
    groups = _Groups(tellings, {mention: frozenset(others) for mention, others in foes.items()})
    for decided in together:
        known = [mention for mention in decided if mention in groups.of]
        for mention in known[1:]:
            groups.join(known[0], mention, is_forced=True)
    links = _links(pairs, groups, threshold)
    article = {t.mention_id: t.article_id for t in tellings}
    _join_best(groups, links, lambda one, other: article[one] == article[other])
    cells = {m: kind for group in groups.all() for kind in [(group.grade, group.is_precise)] for m in _ids(group)}
    _join_best(groups, links, lambda one, other: cells[one] == cells[other])
    _attach(groups, links, article)
    return sorted((frozenset(_ids(group)) for group in groups.all()), key=min)


def _ids(group: Group) -> list[str]:
    return [m.mention_id for m in group.members]


def _links(pairs: Iterable[Pair], groups: _Groups, threshold: float) -> list[Link]:
    return sorted(
        (-p.score, min(p.left, p.right), max(p.left, p.right))
        for p in pairs
        if p.is_compatible and p.score >= threshold and p.left in groups.of and p.right in groups.of
    )


def _join_best(groups: _Groups, links: Iterable[Link], is_meant: Callable[[str, str], bool]) -> None:
    for _, one, other in links:
        if is_meant(one, other):
            groups.join(one, other)


def _attach(groups: _Groups, links: Iterable[Link], article: dict[str, str]) -> None:
    """Attach each imprecise group to the precise one that it fits best, if that is one; those that an event then holds fit each other."""
    precise = {m: group.is_precise for group in groups.all() for m in _ids(group)}
    offers: dict[str, dict[str, Link]] = defaultdict(dict)  # imprecise group → precise group → best link, each named by its first mention
    name = {m: min(_ids(group)) for group in groups.all() for m in _ids(group)}
    for link in links:
        vague, exact = sorted(link[1:], key=lambda m: precise[m])
        if precise[exact] and not precise[vague]:
            offers[name[vague]].setdefault(name[exact], link)
    chosen = []
    for vague, targets in offers.items():
        fitting = sorted(
            (link[0], link[1:], exact) for exact, link in targets.items() if not groups.of[vague].contradicts(groups.of[exact])
        )
        if fitting and (len(fitting) == 1 or fitting[0][0] < fitting[1][0] or _is_flow(fitting[0][1], article)):
            chosen.append((fitting[0][0], vague, fitting[0][2]))
    for _, vague, exact in sorted(chosen):
        groups.join(exact, vague)


def _is_flow(link: tuple[str, ...], article: dict[str, str]) -> bool:
    return article[link[0]] == article[link[1]]
