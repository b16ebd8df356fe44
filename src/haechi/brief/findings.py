"""What a dependency brief is told: results already computed and chosen, with the sources they stand on."""

import datetime as dt
from dataclasses import dataclass

from haechi.model.estimate import Estimate
from haechi.sentence import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """An item that the economy gets mainly from one other; `share` is of what `scope` says.

    `grounds` are the reasons for attention in words, `devices` the device types that a stop takes whole before stocks
    and substitutes; `is_marked` tells that more than the share speaks for looking at it.
    """

    item: str
    supplier: str
    share: Estimate
    scope: Said
    grounds: tuple[Said, ...]
    devices: tuple[Said, ...]
    is_marked: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that happened or took effect, on a date as precise as it is known."""

    date: str
    text: Said
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What falls due: the date, what it is, and the posts or economies that decide."""

    date: str
    text: Said
    who: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """An item that others get from the economy."""

    item: str
    share: Estimate
    scope: Said
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How many of the items looked at each definition calls dependent, and how many both do."""

    first: str
    second: str
    by_first: int
    by_second: int
    by_both: int
    undecided: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A source in the list at the end."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything that a dependency brief says.

    `data` says in a sentence what the numbers stand on. Of `key_items` items `lifted` are lifted by a rule or measure,
    `marked` by more than a share; `silent` have neither a published share nor a customs row. `worldwide` counts the
    exposures that show world supply rather than what the economy buys, `entered` those with a stock entered.
    """

    economy: str
    as_of: dt.date
    issued: dt.date
    data: Said
    exposures: tuple[Exposure, ...]
    lifted: int
    marked: tuple[str, ...]
    worldwide: int
    changes: tuple[Change, ...]
    decisions: tuple[Decision, ...]
    strengths: tuple[Strength, ...]
    agreement: Agreement | None
    key_items: int
    silent: tuple[str, ...]
    mixed_codes: int
    coded_items: int
    entered: int
    to_ask: tuple[str, ...]
    asked: tuple[str, ...]
    ask_by: dt.date
    references: tuple[Reference, ...]
    remarks: tuple[str, ...]
    colophon: Said
