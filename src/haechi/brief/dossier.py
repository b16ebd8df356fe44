"""What the document on one alert is told: the card of the data or a notice, and the circumstances around it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from haechi.alliance.promises import State
from haechi.brief.findings import Reference
from haechi.model.dates import PartialDate, Span
from haechi.model.estimate import Estimate
from haechi.model.happening import Outcome
from haechi.model.notice import Notice
from haechi.sentence import Said
from haechi.watch.card import Card
from haechi.watch.consequence import Consequence
from haechi.watch.mirror import Mirror


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """Of past months that were published again, how many first numbers had stayed within a twentieth."""

    kept: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """How much an importer relies on whom for an item, by one body of data; `rules` are presets and their answers."""

    importer: str
    item: str | None
    scope: Said
    top_economy: str | None
    top_share: Estimate
    exporter_share: Estimate | None
    hhi: Estimate
    rules: Mapping[str, bool | None]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What holds a stop back, from..to; `economy` where somebody entered it for one, `origin` who says so."""

    low: float
    high: float
    economy: str | None
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """An item of the code and what hangs on it; `reaches` counts everything downstream."""

    item: str
    stage: str
    use: str
    devices: tuple[str, ...]
    reaches: int
    stock_days: Holding | None
    requalification_months: Holding | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """An earlier event on the same item or exporter; `lasted_days` from effect to first relief where both are known."""

    event: str
    title: str
    exporter: str
    outcome: Outcome
    date: PartialDate
    lasted_days: int | None
    same: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blindness:
    """How well a code shows an item: A is the item, B a proxy, C mixed, D invisible."""

    item: str
    code: str
    signal: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A figure that somebody published on the flow, outside the data that are watched."""

    item: str | None
    exporter: str
    importer: str | None
    period: Span
    value: float
    unit: str
    note: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something on the axis of time: an event or a notice that was announced, took effect or was eased."""

    date: PartialDate
    what: Said
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """A promise of the alliance that names an item of the alert or its stage; `sides` are those that made it."""

    entry: str
    title: str
    state: State
    late_days: int
    due: PartialDate | None
    sides: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation:
    """A rule, fund or agreement in force on the day that names an item of the alert or its stage."""

    id: str
    title: str
    economies: tuple[str, ...]
    instrument: str
    start: PartialDate | None
    end: PartialDate | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the tables and the register know around an alert.

    Parameters
    ----------
    codes, items : what it is about, the clearest item first
    exporter, importer : ISO 3166 alpha-3; None stands for all
    """

    codes: tuple[str, ...]
    items: tuple[str, ...]
    exporter: str | None
    importer: str | None
    stakes: tuple[Stake, ...]
    flags: tuple[Flag, ...]
    blindness: tuple[Blindness, ...]
    precedents: tuple[Precedent, ...]
    published: tuple[Published, ...]
    happenings: tuple[Happening, ...]
    pledges: tuple[Pledge, ...] = ()
    regulations: tuple[Regulation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything that the document on an alert says.

    Parameters
    ----------
    id : of the alert
    period : the month, 2023-11, or that of the notice
    card : what the data tell; None where only a notice speaks
    is_signal : whether the month is notable; a card can be asked of a quiet month too
    notice : what was announced; None for a signal of data
    mirror, survival : None where there are no data to ask this of
    names : ids of items and economies -> their names in the language of the document
    data : where the numbers come from, in a sentence
    """

    id: str
    period: str
    card: Card | None
    is_signal: bool
    notice: Notice | None
    consequence: Consequence
    mirror: Mirror | None
    survival: Survival | None
    around: Surroundings
    names: Mapping[str, str]
    data: Said
    references: tuple[Reference, ...]
    issued: dt.date
    colophon: Said
