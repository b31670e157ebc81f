"""Where a story stays: the doings beside a mention, the scene of the article or the parties tell the place that its sentence does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from models.placing.words import Scene, scenes
from models.records import Actor, Mention, Place, PlaceBasis, PlaceMention, same_time

CountryPlace = Callable[[str], Place | None]

_NEAR = 900  # characters around a mention in which a place told belongs to its story: about five sentences of news
_RECALL, _FADE = 2500, 0.35  # characters over which acts of one type are one story, and how much less a character of them counts
_TOWN_KM = 60.0  # a country or region no wider than this is as good as a town (Hong Kong, Gaza)
_TRUST: dict[PlaceBasis, float] = {"neighbour": 0.7, "document": 0.5}
_PARTY_TRUST = 0.3  # a country told only by who acts upon whom
# what makes a giver further away than its characters: told after, of another kind, of a whole country, named with no act
_AFTER, _OTHER_TYPE, _TALK, _WIDE, _BARE, _LENT = 150, 250, 500, 400, 350, 200
_LEAD = 600  # characters from the start in which an article sets its scene
_MAIN_SHARE = 0.6  # of all that is told of countries, for one to be the article's own


@dataclass(frozen=True, slots=True)
class _Giver:
    start: int
    place: Place
    told: str
    confidence: float
    type: str | None  # of the mention that is placed there; None for a place named on its own
    source: Mention | None = None
    is_lent: bool = False


def place_in_story(
    mentions: Sequence[Mention], places: Sequence[PlaceMention], *, country_place: CountryPlace = lambda code: None
) -> tuple[Mention, ...]:
    """Fill the places that mentions leave out, by what their type can be told from (`seeds/places/scenes.csv`).

    An act takes the place told nearest, before rather than after, of its own kind rather than another; then the scene of the article; then
    the country of its parties, or of the whole article. Words (a demand, a refusal) take only the country in which both parties are at
    home. Acts whose dates exclude each other lend each other none. `country_place` gives a country's place by its ISO alpha-3 code.
    """
    story = _Story(mentions, places, country_place)
    return tuple(story.placed(m) if _wants_place(m) else m for m in mentions)


def _wants_place(mention: Mention) -> bool:
    """A mention without a place, or with none but the dateline's, which is where the reporter sits. A place that is told but not
    locatable stays so: no other is put in its stead."""
    if mention.place_basis == "dateline":
        return mention.type in scenes()
    return mention.type in scenes() and mention.place is None and mention.place_told is None


class _Story:
    def __init__(self, mentions: Sequence[Mention], places: Sequence[PlaceMention], country_place: CountryPlace) -> None:
        self.country_place = country_place
        self.givers = [*_told(mentions), *_named(places)]
        self.scene = _scene(places)
        self.main_country = _main_country(mentions, places)
        self.only_country = _main_country(mentions, places, share=0.85)

    def placed(self, mention: Mention) -> Mention:
        setting = scenes()[mention.type]
        giver = self._nearest(mention, setting) if setting.setting in {"story", "near"} else None
        if giver is not None:
            self.givers.append(replace(giver, start=mention.start, type=mention.type, source=mention, is_lent=True))
            return _lend(mention, giver, "neighbour")
        if setting.setting == "story" and (told := self._same_type(mention)) is not None:
            return _lend(mention, told, "document")
        if setting.setting == "story" and self.scene is not None and self.scene.place not in self._of_other_times(mention):
            return _lend(mention, self.scene, "document")
        return self._by_party(mention, setting)

    def _nearest(self, mention: Mention, setting: Scene) -> _Giver | None:
        apart = self._of_other_times(mention)
        costs = [(cost, g) for g in self.givers if g.place not in apart and (cost := _cost(g, mention, setting)) is not None]
        return min(costs, key=lambda pair: pair[0])[1] if costs else None

    def _of_other_times(self, mention: Mention) -> set[Place]:
        """Give the places of which only acts on days that exclude the mention's are told."""
        told = [(g.place, same_time(g.source, mention)) for g in self.givers if g.source is not None]
        return {place for place, _ in told} - {place for place, fits in told if fits}

    def _same_type(self, mention: Mention) -> _Giver | None:
        """Give the nearest act of the same type anywhere in the article."""
        same = [g for g in self.givers if g.type == mention.type and g.source is not None and same_time(g.source, mention)]
        return min(same, key=lambda g: abs(g.start - mention.start), default=None)

    def _by_party(self, mention: Mention, setting: Scene) -> Mention:
        """Take the country in which the parties are at home: who acts upon his own is at home; who is acted upon is where he is."""
        acting, acted = _country(mention.initiators), _country(mention.targets)
        code: str | None = None
        told = mention.targets if acted else mention.initiators
        if setting.partner == "target" or (setting.partner == "either" and acted and not acting):
            code = acted
        elif acting and acting in self._homes(setting, acted):
            code = acting
        if code is None and setting.setting == "story" and not (setting.partner == "target" and acting == self.main_country):
            code, told = self.main_country, ()
        place = self.country_place(code) if code else None
        if place is None:
            return mention
        words = told[0].text if told else place.name
        return replace(mention, place=place, place_told=words, place_basis="document", place_confidence=_PARTY_TRUST)

    def _homes(self, setting: Scene, acted: str | None) -> set[str | None]:
        """Give the countries in which an act or word of somebody at home there may be, by the country of whom it is directed at."""
        if setting.partner == "either":
            return {acted, self.main_country}
        return {acted or self.only_country} if setting.partner == "both" else set()


def _told(mentions: Sequence[Mention]) -> Iterator[_Giver]:
    for m in mentions:
        if m.place is not None and m.place_told is not None and m.place_basis == "sentence":
            yield _Giver(m.start, m.place, m.place_told, m.place_confidence or 0.5, m.type, m)


def _named(places: Sequence[PlaceMention]) -> Iterator[_Giver]:
    """Places that the text says something is in, whether or not a coded event is: none so wide as a country, and none alone in its."""
    spoken_of = Counter(p.place.country for p in places if p.place is not None)
    for p in places:
        if p.is_location and p.place is not None and not _is_wide(p.place) and (spoken_of[p.place.country] > 1 or len(spoken_of) == 1):
            yield _Giver(p.start, p.place, p.text, p.confidence, None)


def _cost(giver: _Giver, mention: Mention, setting: Scene) -> float | None:
    """Give how far a giver is from a mention, in characters and their like; None if it can't lend its place."""
    gap = mention.start - giver.start
    is_same = giver.type == mention.type
    if abs(gap) > (_RECALL if is_same else _NEAR) or (giver.source is not None and not same_time(giver.source, mention)):
        return None
    if setting.setting == "near" and not is_same:
        return None
    cost = abs(gap) * (_FADE if is_same else 1.0) + (_AFTER if gap < 0 else 0)
    if giver.type is None:
        cost += _BARE
    elif not is_same:
        cost += _OTHER_TYPE if scenes()[giver.type].manner == "act" else _TALK
    cost += _LENT if giver.is_lent else 0
    return cost + (_WIDE if _is_wide(giver.place) else 0)


def _is_wide(place: Place) -> bool:
    return place.kind in {"country", "region", "water"} and place.radius_km > _TOWN_KM


def _scene(places: Sequence[PlaceMention]) -> _Giver | None:
    """Give the place below a country that an article is about: the one named most, if twice or more, or the first of its lead."""
    where = [p for p in places if p.is_location and p.place is not None and not _is_wide(p.place)]
    if not where:
        return None
    place, n = Counter(p.place for p in where).most_common(1)[0]
    first = next(p for p in where if p.place == place)
    if n < 2 or 3 * n < len(where):
        first = where[0]
        if first.start > _LEAD:
            return None
    if first.place is None:
        return None
    return _Giver(first.start, first.place, first.text, first.confidence, None)


def _main_country(mentions: Sequence[Mention], places: Sequence[PlaceMention], *, share: float = _MAIN_SHARE) -> str | None:
    """Give the country that an article is about: the one of most of its places and parties."""
    seen = Counter(p.place.country for p in places if p.place is not None and p.place.country)
    seen.update(a.country for m in mentions for a in (*m.initiators, *m.targets) if a.country)
    if not seen:
        return None
    code, n = seen.most_common(1)[0]
    return code if n >= share * seen.total() else None


def _country(actors: Sequence[Actor]) -> str | None:
    return next((a.country for a in actors if a.country), None)


def _lend(mention: Mention, giver: _Giver, basis: PlaceBasis) -> Mention:
    confidence = round(giver.confidence * _TRUST[basis], 3)
    return replace(mention, place=giver.place, place_told=giver.told, place_basis=basis, place_confidence=confidence)
