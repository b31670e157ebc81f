"""An explanation on a terminal: the tree of a sentence, then each decision in a line with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from flows import show

Data = Mapping[str, Any]
Pairs = Iterator[tuple[str, object]]


def write(answer: Data, out: Console) -> None:
    """Write what `flows.explain` found out."""
    match answer["kind"]:
        case "event":
            _event(answer, out)
        case "mention":
            _mention_of_warehouse(answer, out)
        case _:
            _sentences(answer, out)


def _event(answer: Data, out: Console) -> None:
    event = answer["event"]
    out.print(Text(f"{event['event_id']}  {show.what(event)}", style="bold"))
    facts = {"who → whom": show.who(event), "date": show.when(event), "place": show.where(event), "state": show.state(event)}
    out.print(show.pairs(facts.items()))
    out.print(Text("\nWhy its mentions belong together", style="bold"))
    out.print(show.any_table([dict(link) for link in answer["links"]]))
    if answer["nearly"]:
        out.print(Text("\nWhat came near and is not part of it", style="bold"))
        out.print(show.any_table([dict(near) for near in answer["nearly"]]))
    for mention in answer["mentions"]:
        out.print(Text(f"\n{mention['mention_id']}  {mention['status']}  {mention['rule']}", style="bold"))
        out.print(Text(show.harmless(mention["evidence"])))
    out.print(Text("\nThe mention that represents it\n", style="bold"))
    _mention_of_warehouse(answer["representative"], out)


def _mention_of_warehouse(answer: Data, out: Console) -> None:
    stored = answer["stored"]
    out.print(Text(f"{stored['mention_id']} of event {stored['event_id']}, article {stored['article_id']} ({stored['source_id']})"))
    if not answer["is_current"]:
        out.print(Text(f"Coded by another version ({stored['extractor_version']}) as {stored['rule']}, {stored['status']}; read anew:"))
    if not answer["sentences"]:
        out.print(Text("The present tables and model no longer code it. Its sentence:"))
        out.print(Text(show.harmless(stored["evidence"])))
    _sentences(answer, out)


def _sentences(answer: Data, out: Console) -> None:
    for sentence in answer["sentences"]:
        out.print(Text(show.harmless(sentence["text"]), style="bold"))
        out.print(_tree(sentence["tokens"]))
        found = [*_named("date", sentence["dates"]), *_named("place", sentence["places"])]
        if found:
            out.print(show.pairs(found))
        for mention in sentence["mentions"]:
            out.print(Text(f"\n{show.harmless(mention['trigger'])}: {_what(mention)}", style="bold"))
            out.print(show.pairs(_decisions(mention)))
        if not sentence["mentions"]:
            out.print(Text("no event"))
        if sentence["passed_over"]:
            out.print(Text("\nKnown words that coded nothing", style="bold"))
            out.print(show.pairs((p["word"], p["reason"]) for p in sentence["passed_over"]))
        out.print()


def _tree(tokens: Sequence[Data]) -> Tree:
    """Draw the tree of a sentence; several roots hang on one line."""
    root = Tree(Text("tree"), highlight=False)
    branches: dict[int, Tree] = {0: root}
    waiting = list(tokens)
    while waiting:
        ready = [t for t in waiting if t["head"] in branches]
        for token in ready:
            label = f"  [{token['entity']}]" if token["entity"] else ""
            line = f"{show.harmless(token['text'])}  {token['relation']}, {token['part_of_speech']} {show.harmless(token['lemma'])}{label}"
            branches[token["number"]] = branches[token["head"]].add(Text(line))
        if not ready:
            break
        waiting = [t for t in waiting if t not in ready]
    return root


def _named(kind: str, found: Sequence[Data]) -> Pairs:
    for item in found:
        if kind == "date":
            yield f"date “{item['text']}”", f"{item['value']}, {_span(item)}, by {item['rule']}"
        elif item["name"] is None:
            yield f"place “{item['text']}”", "not found in the gazetteer"
        else:
            use = "where something may happen" if item["is_location"] else "an attribute or a government, not a scene"
            others = f"; passed over {', '.join(item['runners_up'])}" if item["runners_up"] else ""
            yield f"place “{item['text']}”", f"{item['name']}, {item['kind']}, {item['country']} ({item['confidence']}), {use}{others}"


def _what(mention: Data) -> str:
    mode = f"/{mention['mode']}" if mention["mode"] else ""
    carried = f", carried by “{mention['carried_by']}”" if mention["carried_by"] else ""
    return f"{mention['type']}{mode}, CAMEO {mention['cameo'] or '?'}{carried} ({mention['mention_id']})"


def _decisions(mention: Data) -> Pairs:
    row = mention["row"]
    asks = " ".join(filter(None, [row.get("with"), row.get("object") and f"object {row['object']}"])) or "nothing more"
    yield "row", f"{row['id']} in {row['file']}, asks for {asks}, sure to {mention['score']}; as in “{row.get('example', '')}”"
    yield f"initiator ({row.get('initiator') or 'none'})", _actors(mention["initiators"])
    yield f"target ({row.get('target') or 'none'})", _actors(mention["targets"])
    place, date = mention["place"], mention["date"]
    yield "place", "none" if place is None else _where(place)
    yield "date", "none" if date is None else f"{_span(date)}, by {date['basis']}{_told(date['told'])}"
    yield from _status(mention["status"])
    yield "aspect", mention["aspect"]
    for name in ("deaths", "injured"):
        if mention[name] is not None:
            yield name, _count(mention[name])


def _status(status: Data) -> Pairs:
    words = ", ".join(f"“{cue}”" for cue in status["cues"])
    cues = f", by {words}" if words else ""
    yield "status", f"{status['status']}: {status['voice']}'s voice, {status['polarity']}, {status['modality']}{cues}"
    if status["is_settled"] or status["is_granted"]:
        yield "", "taken for granted by the sentence"
    for claim in status["claims"]:
        who = _actors([claim["claimant"]]) if claim["claimant"] else "somebody unnamed"
        yield "claim", f"{who} {claim['stance'].replace('_', ' ')}, by “{claim['cue']}”"


def _actors(actors: Sequence[Data]) -> str:
    return "; ".join(_actor(a) for a in actors) or "none"


def _actor(actor: Data) -> str:
    code = ", ".join(filter(None, [actor["sector"], actor["country"], actor["actor_id"] or "unknown to the tables"]))
    return f"“{actor['text']}” = {actor['name']} ({code})"


def _where(place: Data) -> str:
    at = f"{place['lat']:.2f} {place['lon']:.2f} ±{place['radius_km']:g} km"
    return f"{place['name']}, {place['kind']}, {place['country']}, {at}, by {place['basis']} ({place['confidence']}){_told(place['told'])}"


def _told(words: str | None) -> str:
    return f", told as “{words}”" if words else ""


def _span(span: Data) -> str:
    first, last = span["from"], span["to"]
    days = str(first) if first == last else f"{first or '…'} to {last or '…'}"
    return f"{days} ({span['precision']})"


def _count(count: Data) -> str:
    high = "or more" if count["high"] is None else "" if count["high"] == count["low"] else f"to {count['high']}"
    return " ".join(filter(None, [str(count["low"]), high, count["victims"]]))
