"""Scenarios: who loses how much of which supply from when to when, and on what ground each number stands."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from haechi.errors import InputError
from haechi.sentence import said

BANDS = ("depth", "share", "duration_days", "recovery_days", "arriving_days", "rush_days")
_OF_THE_CHAIN = ("economy", "buyers", "share", "duration_days", "recovery_days", "arriving_days", "rush_days")


class ScenarioKind(StrEnum):
    """Whether a scenario tells what happened or asks what would."""

    HISTORICAL = "historical"
    WHAT_IF = "what if"


class Recovery(StrEnum):
    """How supply comes back once the duration is over."""

    STEP = "step"  # whole at once
    LINEAR = "linear"  # evenly over the time of recovery
    EXPONENTIAL = "exponential"  # what is still lost shrinks by 1/e in every time of recovery


class Spread(StrEnum):
    """How a draw falls into a band."""

    UNIFORM = "uniform"
    TRIANGULAR = "triangular"  # most often in the middle


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What a number lies between, and why: the place in `source`, or without a source the ground of an assumption.

    Raises
    ------
    InputError
        If the band is upside down, below zero or not finite.
    """

    low: float
    high: float
    source: str | None = None
    ground: str = ""

    def __post_init__(self) -> None:
        if not (0 <= self.low <= self.high and math.isfinite(self.high)):
            raise InputError(
                said(
                    "{low:g}..{high:g} is not a band from 0 up; write the lower end first", low=self.low, high=self.high
                )
            )

    @property
    def is_assumed(self) -> bool:
        """Whether no source stands behind the band."""
        return self.source is None

    @property
    def is_open(self) -> bool:
        """Whether the ends differ, so that something is to be drawn."""
        return self.low < self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Shock:
    """A supply that is lost in part or whole for a time.

    Parameters
    ----------
    producer : firm or plant; alone it names a firm of a network, with `item` and `share` a part of its supply
    sector : all firms of it in a network
    economy : who supplies; None: everybody
    item, stage : what is supplied; a stage stands for all its items
    buyers : economies that lose the supply; empty: all that buy
    depth : part of the supply that is lost, 0..1
    share : part of what buyers get that the supply is, 0..1; None: as published
    start : first day of the loss
    duration_days : days at full depth; None: to an open end
    recovery, recovery_days : how, and over what time, supply comes back; a step needs no time
    spread : how draws fall into the bands
    arriving_days : days after the start that goods on their way and open licences still arrive
    rush_days : days of use that buyers lay in before the start, beyond their stock

    Raises
    ------
    InputError
        If no target or two are named, a part is above one, the recovery and its time do not fit, or a shock on firms of
        a network, which knows no time and no economies, is given what only the chain has.
    """

    producer: str | None = None
    sector: str | None = None
    economy: str | None = None
    item: str | None = None
    stage: str | None = None
    buyers: tuple[str, ...] = ()
    depth: Band
    share: Band | None = None
    start: dt.date
    duration_days: Band | None = None
    recovery: Recovery = Recovery.STEP
    recovery_days: Band | None = None
    spread: Spread = Spread.UNIFORM
    arriving_days: Band | None = None
    rush_days: Band | None = None

    def __post_init__(self) -> None:
        self._check_target()
        for name, part in (("depth", self.depth), ("share", self.share)):
            if part is not None and part.high > 1:
                raise InputError(
                    said(
                        "{name} {value:g} is above one; write parts of a whole, such as 0.44",
                        name=name,
                        value=part.high,
                    )
                )
        if (self.recovery is Recovery.STEP) != (self.recovery_days is None):
            what = "takes no recovery_days" if self.recovery is Recovery.STEP else "needs recovery_days above 0"
            raise InputError(f"recovery {self.recovery.value!r} {what}")
        if self.recovery_days is not None and self.recovery_days.low <= 0:
            raise InputError(
                said("recovery_days {days:g} is not above 0; write recovery = 'step'", days=self.recovery_days.low)
            )
        if self.duration_days is None and self.recovery_days is not None:
            raise InputError(said("recovery_days without an end of the loss; write duration_days or end"))

    def _check_target(self) -> None:
        if not (self.producer or self.sector or self.item or self.stage):
            raise InputError(said("no target is named; write item, stage, producer or sector"))
        for one, other in (("item", "stage"), ("item", "sector"), ("stage", "sector"), ("producer", "sector")):
            first, second = getattr(self, one), getattr(self, other)
            if first and second:
                raise InputError(f"both {one} {first!r} and {other} {second!r} are named; write one of them")
        if self.is_of_firms:
            given = [name for name in _OF_THE_CHAIN if getattr(self, name)]
            if given:
                raise InputError(
                    f"{self.target!r} is of a network of firms, in which {given[0]} has no meaning; leave it out"
                )
        elif self.producer and self.share is None:
            raise InputError(f"producer {self.producer!r} has no share; write what part of the supply is its")

    @property
    def is_of_firms(self) -> bool:
        """Whether it strikes firms of a network, and no item of the chain."""
        return not (self.item or self.stage)

    @property
    def bands(self) -> Mapping[str, Band]:
        """What is known in bands, by name."""
        named = {name: getattr(self, name) for name in BANDS}
        return {name: band for name, band in named.items() if band is not None}

    @property
    def target(self) -> str:
        """What is lost, in words: who supplies, then what."""
        sector = self.sector and f"sector {self.sector}"
        who = self.producer or sector or self.economy
        return " of ".join(part for part in (self.item or self.stage, who) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Days of use of an item that users held at the time; economy None: in every economy."""

    item: str
    economy: str | None = None
    days: Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Shocks that belong together, who looks at them, and what is known to have happened.

    Parameters
    ----------
    id, title, kind : short name, what it is in words, and whether it happened
    economies : whose lines are looked at; empty for firms of a network
    shocks : what is lost
    stocks : stocks known of the time; they go before what is usual and behind what is entered
    horizon_days : days after the first start that are looked at
    events : ids of the events table that it is about
    sources : ids of sources beyond those of the bands
    remarks : what a reader must know of how the scenario is made
    happened : what is known to have become of it; empty where nothing did

    Raises
    ------
    InputError
        If there is no shock or no day to look at, no economy for items or one for firms, or if shocks strike both firms
        of a network and items of the chain.
    """

    id: str
    title: str
    kind: ScenarioKind
    economies: tuple[str, ...] = ()
    shocks: tuple[Shock, ...]
    stocks: tuple[Stock, ...] = ()
    horizon_days: int = 180
    events: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    happened: str = ""

    def __post_init__(self) -> None:
        if not self.shocks:
            raise InputError(said("there is no shock; write at least one [[shocks]]"))
        kinds = {shock.is_of_firms: shock for shock in reversed(self.shocks)}
        if len(kinds) > 1:
            raise InputError(
                f"{kinds[True].target!r} is of a network of firms and {kinds[False].target!r} of the chain; write a "
                "scenario for each"
            )
        if self.is_of_firms and (self.economies or self.stocks):
            what = "economies" if self.economies else "stocks"
            raise InputError(f"{what} are of the chain, and {self.shocks[0].target!r} is of a network; leave them out")
        if not (self.economies or self.is_of_firms):
            raise InputError(said("economies is empty; write whose lines are looked at, such as economies = ['KOR']"))
        if self.horizon_days < 1:
            raise InputError(
                said("horizon_days {days} is no time; write a number of days from 1 up", days=self.horizon_days)
            )

    @property
    def is_of_firms(self) -> bool:
        """Whether its shocks strike firms of a network, and no items of the chain."""
        return self.shocks[0].is_of_firms

    @property
    def start(self) -> dt.date:
        """First day of the first shock."""
        return min(shock.start for shock in self.shocks)

    @property
    def cited(self) -> tuple[str, ...]:
        """Every source that the scenario stands on."""
        bands = (*(band for shock in self.shocks for band in shock.bands.values()), *(row.days for row in self.stocks))
        named = (*self.sources, *(band.source for band in bands if band.source))
        return tuple(dict.fromkeys(named))
