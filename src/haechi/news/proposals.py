"""What an article proposes for the register: readings of its sentences, joined by what they are about.

Sentences on the same matter (a meeting, a programme, a rule on the same items) make one proposal, so that a person has
one thing to judge. What is denied is never proposed.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from haechi.model.news import Action, Draft, Found, Modality, Passage, ProposalKind
from haechi.news.readings import Lexicon, Reading, read
from haechi.news.sentences import sentences, unread

_ON_SUPPLY = (
    Action.CONTROL_ANNOUNCED,
    Action.CONTROL_IN_FORCE,
    Action.CONTROL_LIFTED,
    Action.OUTAGE,
    Action.ACCIDENT,
    Action.STRIKE,
    Action.QUOTA,
    Action.PRICE_JUMP,
    Action.SHORTAGE,
)
_RULES = (Action.CONTROL_ANNOUNCED, Action.CONTROL_IN_FORCE, Action.CONTROL_LIFTED, Action.QUOTA)
_OF_ITS_EFFECT = re.compile(
    r"(?:It|They|This|These|Both|The (?:\w+ )?(?:rules?|bans?|controls?|measures?|requirements?|restrictions?"
    r"|curbs?|limits?"
    r"|orders?|decrees?|duty|obligations?|permits?|licen[cs]\w+|quotas?|exemptions?|waivers?|changes?))\b[^.;]{0,60}?\b"
    r"(?:tak(?:e|es|ing) effect|enter|com(?:e|es|ing) into|appl(?:y|ies)|effective|starts?|begins?|valid|in force)",
)
_TIMES = ("date", "announced", "effective")
_KINDS = {
    Action.MEETING: ProposalKind.MEETING,
    Action.MEMORANDUM: ProposalKind.DOCUMENT,
    Action.AGREEMENT: ProposalKind.DOCUMENT,
    Action.TRAINING: ProposalKind.PROGRAMME,
    Action.POLICY: ProposalKind.POLICY,
    Action.CAPACITY_INVESTMENT: ProposalKind.EVENT,
}
_PROMISE = re.compile(
    r"\b(?:agreed|agree|promised|promise|pledged|pledge|committed|undertook|undertake)\b[^.;]{0,30}?\b(?:to|that)\b",
    re.IGNORECASE,
)
_COUNTRIES = re.compile(
    r"\b(?:the )?(?:two|both) (?:countries|sides|nations|parties|governments)\b|\bbilateral\b", re.IGNORECASE
)
_TOPICS = (
    (
        "policy exchange",
        r"industrial polic(?:y|ies)|(?:exchang|shar)\w+ (?:their |each other's )?(?:\w+ )?polic(?:y|ies)",
    ),
    ("chip design", r"(?:chip |semiconductor )?design\b"),
    ("equipment", r"equipment|apparatus"),
    ("packaging", r"packaging|encapsulation|wrapping"),
    ("training", r"training|talents?\b|academy|education|human resources"),
    ("supply chain", r"supply[ -]chains?"),
    ("business round table", r"(?:business )?round[ -]?tables?"),
    ("research and development", r"research and development|R&D|joint research"),
    ("export control", r"export controls?"),
    ("early warning", r"early[ -]warning"),
    ("cyber", r"cyber\w*"),
    ("standards", r"standards?\b"),
)
_TOPIC_PATTERNS = tuple((topic, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for topic, words in _TOPICS)
_FIRST = re.compile(
    r"\b(?:first|initial|opening)\s+(?:batch|round|cohort|class|group|term)\b|\bfirst \d+\b|\balready\b"
    r"|\bstarted\b|\bbegan\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What an article proposes, the sentences in which something is denied, and what is too long to be words."""

    drafts: tuple[Draft, ...]
    denials: tuple[Passage, ...]
    unread: tuple[Passage, ...] = ()


def propose(text: str, released: dt.date, lexicon: Lexicon) -> Proposed:
    """Read an article and join what its sentences say."""
    readings = [read(sentence, released, lexicon) for sentence in sentences(text)]
    denied = tuple(one.passage for one in readings if one.modality is Modality.DENIED)
    groups: defaultdict[tuple[str, ...], list[Reading]] = defaultdict(list)
    known: tuple[Found, ...] = ()
    meeting = ""  # day of the last meeting spoken of; a sentence without a day is about that one
    rule: tuple[tuple[str, str], ...] = ()  # the rule that the sentence before told
    for reading in readings:
        known = _states(reading) or known
        if rule and _tells_its_effect(reading):
            for key in rule:
                groups[key].append(_effect(reading, groups[key][-1]))
            continue
        rule = ()
        if reading.action is None or reading.modality is Modality.DENIED:
            continue
        for kind, topic in _kinds(reading):
            if kind is ProposalKind.MEETING:
                topic = meeting = topic or meeting
            groups[kind.value, topic].append(_with_parties(reading, known))
            rule = (*rule, (kind.value, topic)) if reading.action in _RULES else ()
    _join_headline(groups)
    drafts = (Draft(kind=ProposalKind(kind), fields=_joined(kind, rows)) for (kind, _), rows in groups.items())
    return Proposed(drafts=tuple(drafts), denials=denied, unread=tuple(unread(text)))


def _tells_its_effect(reading: Reading) -> bool:
    """Whether a sentence tells of the rule before it from when that applies (It takes effect on 1 August)."""
    is_of_rule = _OF_ITS_EFFECT.match(reading.passage.text) is not None
    return is_of_rule and bool(reading.values("effective")) and not reading.values("item")


def _effect(reading: Reading, rule: Reading) -> Reading:
    """The date of effect alone, as a further sentence on the rule."""
    fields = tuple(one for one in reading.fields if one.field == "effective")
    return Reading(passage=reading.passage, action=rule.action, modality=rule.modality, fields=fields)


def _join_headline(groups: dict[tuple[str, ...], list[Reading]]) -> None:
    """Sentences that spoke of a meeting before any day was named are about the first meeting with a day."""
    meetings = [key for key in groups if key[0] == ProposalKind.MEETING.value]
    if len(meetings) > 1 and meetings[0][1] == "":
        groups[meetings[1]] = groups.pop(meetings[0]) + groups[meetings[1]]


def _kinds(reading: Reading) -> Iterator[tuple[ProposalKind, str]]:
    """Kinds of entry that a reading supports, each with what tells one matter from another."""
    action = reading.action
    assert action is not None  # noqa: S101 - the caller leaves such readings out
    items = ",".join(sorted((*reading.values("item"), *reading.values("code"))))
    if action in _ON_SUPPLY:
        supplier = next((one for one in reading.values("party") if len(one) == len("KOR") and one.isupper()), "")
        is_notice = bool(items) and bool(supplier)
        yield (ProposalKind.NOTICE if is_notice else ProposalKind.EVENT), f"{action.value} {supplier} {items}"
        return
    if action is Action.AGREEMENT and _PROMISE.search(reading.passage.text):
        yield ProposalKind.COMMITMENT, str(reading.passage.start)
        return
    kind = _KINDS[action]
    if kind is ProposalKind.MEETING:
        yield kind, next(iter(reading.values("date")), "")
        return
    topic = "" if kind is ProposalKind.PROGRAMME else f"{action.value} {items}"
    yield kind, topic


def _states(reading: Reading) -> tuple[Found, ...]:
    """Economies that take part, where there are at least two; the two countries of later sentences are these."""
    found = tuple(
        one for one in reading.fields if one.field == "party" and len(one.value) == len("KOR") and one.value.isupper()
    )
    return found if len({one.value for one in found}) > 1 else ()


def _with_parties(reading: Reading, known: Sequence[Found]) -> Reading:
    """The reading with the two countries named before, where it says only "the two countries"."""
    both = _COUNTRIES.search(reading.passage.text)
    if both is None or not known:
        return reading
    start = reading.passage.start + both.start()
    passage = Passage(start=start, end=start + len(both[0]), text=both[0])
    added = tuple(
        Found(field="party", value=value, passage=passage, rule="the two countries named before", score=0.7)
        for value in dict.fromkeys(one.value for one in known)
        if value not in reading.values("party")
    )
    fields = (*reading.fields, *added)
    return Reading(passage=reading.passage, action=reading.action, modality=reading.modality, fields=fields)


def _joined(kind: str, readings: Sequence[Reading]) -> tuple[Found, ...]:
    """The findings of all readings with their sentences, topics, and for a programme what is counted."""
    fields: list[Found] = []
    for reading in readings:
        fields.append(
            Found(field="sentence", value=reading.passage.text, passage=reading.passage, rule="sentence", score=1.0)
        )
        fields += _dated(reading)
        fields += _topics(reading.passage)
        if kind == ProposalKind.PROGRAMME.value:
            fields += _counts(reading)
    first: dict[tuple[str, str], Found] = {}
    for one in fields:
        first.setdefault((one.field, one.value), one)
    return tuple(first.values())


def _dated(reading: Reading) -> Iterator[Found]:
    """The findings of a reading: of what is on supply, `date` is when it was told and `effective` from when it applies.

    What happens in a plan, and with a rule that is in force or lifted, is the effect. Other matters have one date.
    """
    of = {name: next((one for one in reading.fields if one.field == name), None) for name in _TIMES}
    date, announced, effective = of["date"], of["announced"], of["effective"]
    others = (one for one in reading.fields if one.field not in _TIMES)
    if reading.action not in _ON_SUPPLY:
        yield from (date, *others) if date else others
        return
    if date and effective is None and _is_of_effect(reading) and not (announced and _overlap(date, announced)):
        effective = date
    if date and announced is None and not (effective and _overlap(date, effective)):
        announced = date
    yield from others
    if announced:
        yield replace(announced, field="date")
    if effective:
        yield replace(effective, field="effective")


def _is_of_effect(reading: Reading) -> bool:
    return reading.modality is Modality.PLANNED or reading.action in (Action.CONTROL_IN_FORCE, Action.CONTROL_LIFTED)


def _overlap(one: Found, other: Found) -> bool:
    return one.passage.start < other.passage.end and other.passage.start < one.passage.end


def _topics(sentence: Passage) -> Iterator[Found]:
    for topic, pattern in _TOPIC_PATTERNS:
        if match := pattern.search(sentence.text):
            start = sentence.start + match.start()
            passage = Passage(start=start, end=start + len(match[0]), text=match[0])
            yield Found(field="topic", value=topic, passage=passage, rule="words for the topic", score=0.8)


def _counts(reading: Reading) -> Iterator[Found]:
    """People of a programme: the first cohort where the words say so, else its target."""
    text, offset = reading.passage.text, reading.passage.start
    people = [one for one in reading.fields if one.field == "amount" and one.value.endswith(" people")]
    for one in people:
        clause = text[max(0, one.passage.start - offset - 60) : one.passage.end - offset + 10]
        is_cohort = bool(_FIRST.search(clause)) and not (len(people) > 1 and one is max(people, key=_number))
        field = "cohort" if is_cohort else "target"
        yield Found(
            field=field, value=one.value.split(" ")[0], passage=one.passage, rule="people of a programme", score=0.8
        )


def _number(found: Found) -> float:
    return float(found.value.split(" ")[0])
