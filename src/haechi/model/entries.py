"""What the register of the alliance holds: bodies, meetings, documents, commitments, programmes and the rest.

Members, owners and those present are posts, never persons.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from haechi.errors import InputError
from haechi.model.dates import PartialDate, Span
from haechi.sentence import said

_RAREST = 1200  # months


class BodyForm(StrEnum):
    """What a standing body is."""

    DIALOGUE = "dialogue"
    COMMITTEE = "committee"
    MINISTERIAL = "ministerial"
    WORKING_GROUP = "working group"


class DocumentForm(StrEnum):
    """What a document is."""

    STATEMENT = "statement"
    MEMORANDUM = "memorandum"
    AGREEMENT = "agreement"
    POLICY = "policy"


class Weight(StrEnum):
    """What binds those who promised."""

    POLITICAL = "political"
    MEMORANDUM = "memorandum"
    TREATY = "treaty"
    LAW = "law"


class Completion(StrEnum):
    """Whether it was done."""

    OPEN = "open"
    UNDER_WAY = "under way"
    DONE = "done"
    DROPPED = "dropped"


class Result(StrEnum):
    """Whether it helped: another question than whether it was done."""

    NOT_ASSESSED = "not assessed"
    HELPED = "helped"
    HELPED_IN_PART = "helped in part"
    DID_NOT_HELP = "did not help"


class OpportunityForm(StrEnum):
    """Which half of a match an opportunity is."""

    NEED = "need"
    OFFER = "offer"


class PartyForm(StrEnum):
    """What a party of the alliance is."""

    GOVERNMENT = "government"
    ENTERPRISE = "enterprise"
    UNIVERSITY = "university"
    ASSOCIATION = "association"
    INSTITUTE = "institute"


class Counted(StrEnum):
    """What a figure of a programme counts; different counts are never added."""

    STARTS = "starts"
    COMPLETIONS = "completions"
    UNIQUE_PERSONS = "unique persons"
    NATIONALS = "nationals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has.

    Parameters
    ----------
    title, title_ko, title_nl : in a few words, in English and in the other languages of the partners
    sides : ISO 3166 alpha-3 of the economies whose word counts on it
    items, stages : ids of what it touches in the chain
    note : anything else a reader must know

    Raises
    ------
    InputError
        If it has no title or no side, or recurs never or more rarely than once in a hundred years.
    """

    title: str
    title_ko: str | None = None
    title_nl: str | None = None
    sides: tuple[str, ...] = ("KOR", "NLD")
    items: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    note: str | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise InputError(said("the title is empty; say in a few words what it is"))
        if not self.sides:
            raise InputError(
                said("{title} has no side; name the economies whose word counts on it", title=repr(self.title))
            )
        months = getattr(self, "every_months", None)
        if months is not None and not 1 <= months <= _RAREST:
            raise InputError(
                said(
                    "{title} recurs every {months} months; give 1 to {most:,}",
                    title=repr(self.title),
                    months=months,
                    most=_RAREST,
                )
            )

    def titled(self, language: str) -> str:
        """The title in a language; English where there is none."""
        return {"ko": self.title_ko, "nl": self.title_nl}.get(language) or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Entry):
    """A standing body; `members` are ids of posts, `every_months` how often it meets, `since` when it was agreed."""

    form: BodyForm
    level: str | None = None
    members: tuple[str, ...] = ()
    every_months: int | None = None
    since: PartialDate | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What a meeting asked somebody to do."""

    number: int
    what: str
    owner: str | None = None
    due: PartialDate | None = None
    completion: Completion = Completion.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Entry):
    """A meeting of a body, held or planned.

    Parameters
    ----------
    body : id of the body
    date : when it was or will be held; `is_held` says which
    place : where
    agenda : points
    attendance : posts
    agreed, carried_over : points of the minutes that were agreed, and those left for the next time
    actions : numbered
    """

    body: str
    date: PartialDate | None = None
    is_held: bool = True
    place: str | None = None
    agenda: tuple[str, ...] = ()
    attendance: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    carried_over: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        numbers = [action.number for action in self.actions]
        if len(set(numbers)) < len(numbers):
            raise InputError(
                said("{title}: two actions have the same number; number each by itself", title=repr(self.title))
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Entry):
    """A document that commitments stand in."""

    form: DocumentForm
    date: PartialDate | None = None
    parties: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The post that answers for a commitment on one side; None where it is not known."""

    economy: str
    post: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Entry):
    """What was promised.

    Parameters
    ----------
    document, paragraph : where it stands
    wording, language : exact words and the language they are in; None where nobody has entered them
    weight : what binds
    owners : one for each side
    body : whose meetings fulfil it, where it is one to meet
    programme : that fulfils it, where it is one to train or build
    indicator, baseline, target, unit : how to see whether it is done
    due : until when, as closely as is agreed; `every_months` where it recurs
    evidence_needed : what would show that it is done
    completion, result : whether it was done, and whether it helped
    """

    document: str | None = None
    paragraph: str | None = None
    wording: str | None = None
    language: str | None = None
    weight: Weight = Weight.POLITICAL
    owners: tuple[Owner, ...] = ()
    body: str | None = None
    programme: str | None = None
    indicator: str | None = None
    baseline: float | None = None
    target: float | None = None
    unit: str | None = None
    due: PartialDate | None = None
    every_months: int | None = None
    evidence_needed: str | None = None
    completion: Completion = Completion.OPEN
    result: Result = Result.NOT_ASSESSED

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        if (self.wording is None) != (self.language is None):
            raise InputError(
                said(
                    "{title}: exact words and their language stand together; give both or none", title=repr(self.title)
                )
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity(Entry):
    """A need or an offer from a round table; matched with its other half by item and stage."""

    form: OpportunityForm
    party: str | None = None
    meeting: str | None = None
    until: PartialDate | None = None
    completion: Completion = Completion.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Entry):
    """A policy that one of the sides makes: its instrument, budget and time."""

    instrument: str
    economies: tuple[str, ...] = ()
    budget: float | None = None
    budget_unit: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A part of a project."""

    number: int
    what: str
    lead: str | None = None
    due: PartialDate | None = None
    completion: Completion = Completion.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Entry):
    """Joint research and development on a technical question; partners are ids of parties."""

    question: str
    partners: tuple[str, ...] = ()
    packages: tuple[Package, ...] = ()
    results: tuple[str, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Entry):
    """Who takes part in the alliance, and as what."""

    form: PartyForm
    economy: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is aimed at by the end of a period."""

    period: Span
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """A figure of one cohort from one source; another source of the same cohort stands beside it.

    Parameters
    ----------
    cohort : its name; figures of one cohort share it
    date : when it began
    value : how many
    counts : what is counted
    group : whom, in words, such as "graduate students of both economies"
    economy, stage, institution : of whom or what alone it speaks; None: of all
    source : where it stands
    """

    cohort: str
    date: PartialDate
    value: float
    counts: Counted
    group: str
    economy: str | None = None
    stage: str | None = None
    institution: str | None = None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Entry):
    """A programme after the results model of IATI: an indicator with baseline, targets per period, and actuals.

    International Aid Transparency Initiative, activity standard 2.03, element `result/indicator/period`. Counts only,
    no person.

    Parameters
    ----------
    indicator, counts, unit : what is counted towards the targets
    baseline : before it began
    start : of the first cohort
    every_months : between cohorts, where that is planned
    targets, actuals : per period, per cohort
    """

    indicator: str
    counts: Counted = Counted.STARTS
    unit: str = "people"
    baseline: float = 0.0
    start: PartialDate | None = None
    every_months: int | None = None
    targets: tuple[Target, ...] = ()
    actuals: tuple[Actual, ...] = ()


class Kind(StrEnum):
    """Kinds of entries."""

    BODY = "body"
    MEETING = "meeting"
    DOCUMENT = "document"
    COMMITMENT = "commitment"
    OPPORTUNITY = "opportunity"
    POLICY = "policy"
    PROJECT = "project"
    PARTY = "party"
    PROGRAMME = "programme"


CONTENTS: Mapping[Kind, type[Entry]] = MappingProxyType(
    {
        Kind.BODY: Body,
        Kind.MEETING: Meeting,
        Kind.DOCUMENT: Document,
        Kind.COMMITMENT: Commitment,
        Kind.OPPORTUNITY: Opportunity,
        Kind.POLICY: Rule,
        Kind.PROJECT: Project,
        Kind.PARTY: Party,
        Kind.PROGRAMME: Programme,
    }
)
