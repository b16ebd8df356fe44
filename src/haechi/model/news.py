"""News: an article, what a sentence of it says, and the entry that is proposed on the strength of it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from haechi.errors import InputError
from haechi.sentence import said


class Action(StrEnum):
    """What is said to happen."""

    CONTROL_ANNOUNCED = "export control announced"
    CONTROL_IN_FORCE = "export control in force"
    CONTROL_LIFTED = "export control lifted"
    CONTROL_DENIED = "export control denied"
    OUTAGE = "outage"
    ACCIDENT = "accident"
    STRIKE = "strike"
    QUOTA = "quota"
    PRICE_JUMP = "price jump"
    CAPACITY_INVESTMENT = "capacity investment"
    AGREEMENT = "agreement"
    MEMORANDUM = "memorandum"
    MEETING = "meeting"
    TRAINING = "training programme"
    POLICY = "policy"
    SHORTAGE = "shortage"


class Modality(StrEnum):
    """Whether it is so."""

    DONE = "done"
    PLANNED = "planned"
    DENIED = "denied"
    REPORTED = "reported"


class ProposalKind(StrEnum):
    """What would be entered."""

    NOTICE = "notice"
    EVENT = "event"
    MEETING = "meeting"
    DOCUMENT = "document"
    COMMITMENT = "commitment"
    PROGRAMME = "programme"
    POLICY = "policy"


class ProposalState(StrEnum):
    """What a person made of a proposal."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    EDITED = "edited"  # accepted with other values than proposed
    REJECTED = "rejected"


class Extractor(StrEnum):
    """Who proposed it."""

    RULES = "rules"
    MACHINE = "machine, unreviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of an article: characters `start` to `end` of its text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A value for a field, the passage it stands on, the rule that read it and how sure that rule is, 0 to 1."""

    field: str
    value: str
    passage: Passage
    rule: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A proposal before the register has it."""

    kind: ProposalKind
    fields: tuple[Found, ...]

    def values(self, field: str) -> tuple[str, ...]:
        """Different values of a field, in the order of the text."""
        return tuple(dict.fromkeys(found.value for found in self.fields if found.field == field))


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text as it was handed in; `digest` is that of its words, so that the same text is one article.

    Raises
    ------
    InputError
        If it has no text or no source.
    """

    id: int
    title: str
    text: str
    released: dt.date
    source: str
    digest: str
    who: str
    at: dt.datetime

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise InputError(said("an article has no text"))
        if not self.source.strip():
            raise InputError(said("an article has no source; say in a few words where it comes from"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One version of a proposal; every change is a version of its own and none is overwritten.

    Parameters
    ----------
    number : the same in all its versions; 0 until the register numbers it
    article : id of the article it stands on
    fields : values found; a field may have several, as parties have
    entry : alert of the notice or id of the entry that was entered on acceptance
    note : why it was rejected or what else a reader must know
    """

    id: int
    number: int
    article: int
    kind: ProposalKind
    state: ProposalState
    extractor: Extractor
    fields: tuple[Found, ...]
    who: str
    at: dt.datetime
    entry: str | None = None
    note: str | None = None

    def values(self, field: str) -> tuple[str, ...]:
        """Different values of a field, in the order of the text."""
        return tuple(dict.fromkeys(found.value for found in self.fields if found.field == field))

    def value(self, field: str) -> str | None:
        """The first value of a field, or None where it has none."""
        return next(iter(self.values(field)), None)


def latest(versions: Iterable[Proposal], *, as_of: dt.datetime | None = None) -> Mapping[int, Proposal]:
    """The version that holds for each proposal: the last one entered, up to `as_of` where that is given."""
    known = [row for row in versions if as_of is None or row.at <= as_of]
    return {row.number: row for row in sorted(known, key=lambda row: (row.at, row.id))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An OpenAI-compatible service that may be asked, under `url`, and the hosts that text may go to."""

    url: str
    model: str
    hosts: tuple[str, ...]
