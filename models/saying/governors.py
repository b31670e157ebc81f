"""The way from a trigger to the root of its sentence: what each governor does to what stands under it."""

from __future__ import annotations

from spacy.tokens import Token

from models import cues
from models.coding import arguments as args
from models.phrases import case_of
from models.saying import asides, attribution, presupposed
from models.saying.telling import Told

_CONTENT = frozenset({"ccomp", "xcomp", "advcl", "acl", "parataxis", "obl", "nmod", "obj", "nsubj:pass", "csubj", "csubj:pass", "dep"})
_NOUN_CONTENT = frozenset({"obj", "obl", "nmod", "nsubj:pass", "acl", "acl:relcl", "ccomp"})
_ENDING = frozenset({"stop", "cease", "end", "halt", "quit"})
_HAPPENING = frozenset({"take", "happen", "occur", "begin", "start", "materialise", "materialize"})
_PLACES = frozenset({"at", "in", "on", "near", "amid", "outside", "through", "by", "via", "within", "across", "under", "despite"})
_TIMES = frozenset({"after", "during", "before", "since", "following"})
_ADDRESSED = frozenset({"obj", "iobj", "obl"})
_OWN_WILL = frozenset({"commit", "agree", "promise", "pledge", "vow", "decide", "plan", "intend", "offer", "swear", "commitment"})
_HABIT = frozenset({"often", "usually", "regularly", "frequently", "always", "sometimes", "generally", "occasionally", "routinely"})


def climb(trigger: Token, token: Token, found: Told) -> None:
    """Go from a trigger (or the light verb that carries it) up to the root, gathering what governors and asides say."""
    asides.speech_at(token, found)
    by: Token | None = None  # by way of which the token was reached
    for _ in range(len(trigger.sent)):
        if token.dep_ == "ROOT" or token.head == token:
            return
        head = token.head
        if head.lemma_ in _ENDING and token.dep_ in _CONTENT and not found.is_settled:
            _told_to_end(head, found)
            return
        if presupposed.is_settled(token, is_trigger=token == trigger):
            found.is_settled = True
            found.is_granted |= presupposed.is_background(token)
        _step(token, head, found, by=by)
        by, token = token, head
        if cues.reporting(token) is None:
            asides.speech_at(token, found)


def own_cues(token: Token, found: Told) -> None:
    """Auxiliaries, adverbs, adjectives, marks and *according to* at one predicate."""
    for child in token.children:
        if child.dep_ in {"aux", "aux:pass"}:
            _auxiliary(child, token, found)
        elif child.dep_ == "advmod" and not args.is_only(child):
            found.by_word(child, cues.words("advmod").get(child.lower_, ""))
        elif child.dep_ == "amod":
            found.by_word(child, cues.words("amod").get(child.lower_, ""))
        elif child.dep_ in {"nsubj", "nsubj:pass"} and (word := _word_before_subject(child)) is not None:
            found.by_word(word, "claimed")
        elif _is_condition(child):
            found.take("possible", child)
        elif (source := attribution.source(child)) is not None:
            found.claim(*source)
    if found.polarity == "affirmed" and args.is_negated(token):
        found.take("negated", token)
    governor = cues.reporting(token.head)
    is_effort = governor is not None and governor.effect == "through"  # *efforts to help*: they are made
    if token.dep_ in {"advcl", "acl"} and not is_effort and (to := presupposed.infinitive_mark(token)) is not None:
        found.take("possible", to)  # purpose, plan: *to establish a buffer zone*, *a plan to strike*
    elif token.dep_ == "advcl" and any(m.lower_ == "so" and m.dep_ in {"mark", "advmod"} for m in token.children):
        found.take("possible", token)  # *so that talks succeed*


def _auxiliary(aux: Token, verb: Token, found: Told) -> None:
    """*will*, *may*; *would often enlist* tells a habit."""
    word = aux.lower_.replace("'ll", "will").replace("’ll", "will").replace("'d", "would")
    if word == "would" and any(c.lower_ in _HABIT for c in [*verb.children, *verb.doc[max(verb.sent.start, aux.i - 4) : aux.i]]):
        return
    found.take(cues.words("aux").get(word, ""), aux)


def _word_before_subject(subject: Token) -> Token | None:
    """*Reportedly over nine men were held*: a word about the whole clause that the parser hung on its first number."""
    first = subject.left_edge
    return first if cues.words("advmod").get(first.lower_) == "claimed" else None


def _is_condition(child: Token) -> bool:
    """A mark of condition, or a clause that has one."""
    if child.dep_ == "mark":
        return child.lower_ in {"if", "unless", "whether", "lest"}
    is_elliptic = child.tag_ == "VBN" and not args.children(child, "nsubj", "nsubj:pass")  # *if confirmed, …* doubts only the report
    return child.dep_ == "advcl" and not is_elliptic and any(m.dep_ == "mark" and m.lower_ in {"if", "unless"} for m in child.children)


def _told_to_end(ending: Token, found: Told) -> None:
    """*called on Iran to stop aiding the rebels*: the aiding is what the caller says of Iran; *stopped arming them*: it went on before."""
    token = ending
    asides.speech_at(ending, found)
    while token.dep_ != "ROOT" and token.head != token:
        row = cues.reporting(token.head)
        if row is not None and row.effect in {"possible", "claimed"} and token.dep_ in _CONTENT and token.head.lemma_ not in _OWN_WILL:
            speakers = args.subjects(token.head) if token.head.pos_ == "VERB" else args.noun_agents(token.head)
            found.claim(token.head, speakers[0] if speakers else None, stance="blames")
            return
        token = token.head


def _step(token: Token, head: Token, found: Told, *, by: Token | None) -> None:
    """Pass from a token to its governor: what does the governor do to what stands under it?"""
    row = cues.reporting(head)
    if token.dep_ == "conj":
        _coordinated(token, head, row, found)
        return
    if (row is None or token.dep_ == "acl") and (verb := _verb_of_telling(token, head)) is not None:
        _under_reporting(verb, cues.reporting(verb) or cues.Reporting("asserts", "claimed"), found, token)
        return
    is_relative = token.dep_ == "acl:relcl" and not presupposed.is_that_clause(token)
    if is_relative or token.dep_ in {"advmod", "nmod:poss", "amod", "compound"} or (token.dep_ == "advcl" and not _is_content(token)):
        _outer_cues(head, found, token)
        return
    is_open = token.dep_ == "xcomp" or (head.pos_ == "ADJ" and presupposed.infinitive_mark(token) is not None)
    if is_open and (effect := cues.infinitives().get(head.lower_)):
        found.by_word(head, effect)
    if row is None or token.dep_ not in _CONTENT | {"acl:relcl"} or (head.pos_ == "NOUN" and token.dep_ not in _NOUN_CONTENT):
        _under_plain(token, head, found)
    elif not _is_beside(token, head, row, by=by) and not _is_answer(token, head, row, found):
        _under_reporting(head, row, found, token)
        _outer_cues(head, found, token)


def _coordinated(token: Token, head: Token, row: cues.Reporting | None, found: Told) -> None:
    """Share the auxiliary of the first conjunct. *urged X to go and to find Y*, the second hung on the verb of asking, stands under it;
    *asked that troops be sent, and the cabinet sent them* does not, though hung on what is asked."""
    own_subject = bool(args.children(token, "nsubj", "nsubj:pass"))
    if row is not None and presupposed.infinitive_mark(token) is not None and presupposed.infinitive_mark(head) is None:
        _under_reporting(head, row, found, token)
    elif own_subject and token.tag_ == "VBD" and head.tag_ == "VB":
        found.is_settled = True
    elif not own_subject and not args.children(token, "aux") and (token.tag_ == head.tag_ or token.tag_ not in presupposed.FINITE):
        for child in head.children:
            if child.dep_ == "aux" and child.i < head.i:
                _auxiliary(child, head, found)


def _under_plain(token: Token, head: Token, found: Told) -> None:
    """Under a governor that reports nothing; an act as its subject shares what is said of its happening (*the attack may take place*)."""
    is_act = token.dep_ in {"nsubj", "nsubj:pass"} and token.pos_ == "NOUN"
    if is_act and _is_perfect_modal(head) and presupposed.is_definite(token):
        return  # *the attack may have been the latest of a feud*: the attack is a fact
    if is_act or token.dep_ in {"xcomp", "ccomp", "obj", "obl", "nmod"} or (head.dep_ != "ROOT" and token.dep_ != "parataxis"):
        _outer_cues(head, found, token)
    if is_act and head.lemma_ in _HAPPENING and args.is_negated(head):
        found.take("negated", head)


def _is_perfect_modal(verb: Token) -> bool:
    auxiliaries = {c.tag_ if c.tag_ == "MD" else c.lower_ for c in args.children(verb, "aux")}
    return {"MD", "have"} <= auxiliaries


def _is_beside(token: Token, head: Token, row: cues.Reporting, *, by: Token | None) -> bool:
    """What is no content of the saying: *said at a gathering on the anniversary of the withdrawal*, *supports them through raids*; nor
    what only describes who is blamed (*charged the suspect in the shooting with murder*)."""
    if row.stance == "blames" and token.dep_ == "obj" and by is not None and by.dep_ == "nmod":
        return case_of(by) in _TIMES | _PLACES
    if token.lemma_ == "responsibility" and row.effect == "claimed":
        return True
    if head.lemma_ == "call" and token.dep_ == "obj" and args.children(head, "xcomp"):
        return True  # *called the charges baseless*
    if token.dep_ == "nmod" and head.pos_ == "NOUN":  # *these concerns in a call with the minister*
        return case_of(token) in _TIMES | _PLACES
    if token.dep_ != "obl" or head.pos_ != "VERB":
        return False
    return case_of(token) in _TIMES or (row.stance == "asserts" and case_of(token) in _PLACES)


def _is_answer(token: Token, head: Token, row: cues.Reporting, found: Told) -> bool:
    """*rejected the offer*, *rejected a ceasefire*: an answer, no denial. What was not spoken did not come about."""
    if row.effect != "denied" or head.lemma_ != "reject" or token.dep_ != "obj" or token.pos_ != "NOUN" or found.claims:
        return False
    if cues.reporting(token) is None:
        found.take("possible", head)
    return True


def _verb_of_telling(clause: Token, noun: Token) -> Token | None:
    """*told the paper that …*, *said in a message to reporters that …*: a *that* clause with a subject of its own, hung by the parser on a
    noun beside the verb of saying."""
    if clause.dep_ not in {"acl", "acl:relcl", "advcl"} or not presupposed.is_that_clause(clause):
        return None
    while noun.dep_ in {"nmod", "conj", "flat"} and noun.head != noun:
        noun = noun.head
    row = cues.reporting(noun.head)
    is_paper = cues.reporting(noun) is not None  # *said in a report that …*, not *rejected the report that …*
    return noun.head if row is not None and row.effect in asides.TOLD and noun.dep_ in ({"obl"} if is_paper else _ADDRESSED) else None


def _is_content(clause: Token) -> bool:
    is_bare = not any(m.dep_ in {"mark", "case"} for m in clause.children)
    is_before = is_bare and clause.i < clause.head.i and clause.tag_ in presupposed.FINITE  # *the rebels fled, it said in a statement*
    if is_before or (clause.tag_ == "VBG" and clause.i == clause.head.i + 1):  # *denied bombing the school*
        return cues.reporting(clause.head) is not None
    if presupposed.infinitive_mark(clause) is not None:
        row = cues.reporting(clause.head)
        return row is not None and row.effect == "possible"
    return any(m.dep_ in {"mark", "case"} and m.lower_ in {"against", "of", "for", "that", "from", "with"} for m in clause.children)


def _under_reporting(head: Token, row: cues.Reporting, found: Told, token: Token) -> None:
    if row.effect in asides.TOLD:
        stance = _stance(head, token, row)
        who = attribution.speaker_of(head, row)
        if head.lemma_ == "confirm" and args.is_negated(head):
            who = None  # *the mission could not confirm that …* is neither its word nor a denial
        if who is None and (
            row.stance in {"shows", "records"} or (row.effect == "claimed" and presupposed.infinitive_mark(head) is not None)
        ):
            return  # *nine deaths were recorded*, *to clarify: …*: nobody is said to say so
        is_thing = row.stance == "shows" and who is not None and who.pos_ == "NOUN" and not attribution.is_paper(who)
        found.claim(head, who, stance=stance, effect=row.effect, needs_actor=is_thing)
    elif row.effect == "through":
        _share(head, token, found)
    elif row.effect == "fact":
        found.is_settled = True
        found.is_granted |= row.stance == "blames"
    else:
        found.take(row.effect, head)


def _stance(head: Token, token: Token, row: cues.Reporting) -> str:
    """*claimed the attack* takes it upon oneself."""
    if head.lemma_ == "claim" and token.pos_ == "NOUN" and token.dep_ in {"obj", "nsubj:pass"}:
        return "claims_responsibility"
    return row.stance


def _share(head: Token, token: Token, found: Told) -> None:
    """*will continue to strike*, *did not manage to take the town*: the governor's auxiliary and negation are those of its clause."""
    for child in args.children(head, "aux"):
        _auxiliary(child, head, found)
    if token.dep_ == "xcomp" and args.is_negated(head):
        found.take("negated", head)


def _outer_cues(head: Token, found: Told, token: Token) -> None:
    """A claim's own governor may deny, doubt or attribute it; a plain governor lends *will* and *not* only to its complement."""
    row = cues.reporting(head)
    for child in head.children:
        if child == token:
            continue
        if child.dep_ == "advmod" and cues.words("advmod").get(child.lower_) == "claimed":
            found.claim(child, None)
        elif (source := attribution.source(child)) is not None:
            found.claim(*source)
        elif child.dep_ == "mark" and child.lower_ == "to" and head.dep_ in {"advcl", "acl"} and token.dep_ in _CONTENT:
            found.take("possible", child)  # *to speed up the withdrawal*
    if row is None and (token.dep_ in {"xcomp", "obj", "nsubj"} or _is_accompanying(token)):
        for child in args.children(head, "aux"):
            _auxiliary(child, head, found)
        if token.dep_ == "xcomp" and args.is_negated(head):
            found.take("negated", head)


def _is_accompanying(clause: Token) -> bool:
    """*will return to the Gulf, visiting Oman*: a bare participle after its verb shares its time."""
    bare = clause.dep_ == "advcl" and clause.tag_ == "VBG" and clause.i > clause.head.i
    return bare and not args.children(clause, "mark", "case", "nsubj", "aux")
