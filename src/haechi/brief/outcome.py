"""What the brief of a stress run is told: its numbers in dates and names, with the sources they stand on."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from haechi.brief.findings import Reference
from haechi.model.dates import PartialDate
from haechi.sentence import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day of the run, counted from its start and in the calendar."""

    day: float
    date: dt.date


Stop = Moment | None  # None: none within the horizon


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """What a number of the scenario lies between; `source` None: an assumption."""

    low: float
    high: float
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """A supply that is lost: `buyers` of nothing are all that buy, `numbers` stand by their names in the scenario."""

    what: str
    buyers: tuple[str, ...]
    start: dt.date
    numbers: Mapping[str, Number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Days of use of an item that users held at the time."""

    item: str
    number: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """An event that the scenario is about, as far as it had happened by the day."""

    title: str
    announced: PartialDate | None
    effective: PartialDate | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """An unknown, and the median of what it moves where it lies in its low and in its high third.

    That is the first stop, or where none comes the days of output lost.
    """

    name: str
    at_low: Stop | float
    at_high: Stop | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of the chain in one economy.

    Parameters
    ----------
    economy, stage, item : names; the item stops first of its stage, or loses most
    stops : earliest and latest stop under each assumption on stocks, lean, usual and ample
    low, median, high : of the first stop over the draws, nine tenths of them between the first and the last
    never : part of the draws without a stop, in words
    bound : day before which no stop comes
    part_lost : output lost then, without stocks and substitutes, 0..1 from and to
    lost_days : days of output lost with usual stocks, from and to
    reason : why none stops; empty where one does
    is_stopping : whether a line stops in any draw, so that the drivers are of the first stop
    assumed : unknowns on the way that no source stands behind
    course : days of output lost by the end of each day
    end : last day of the course
    """

    economy: str
    stage: str
    item: str
    stops: Sequence[tuple[Stop, Stop]]
    low: Stop
    median: Stop
    high: Stop
    never: str
    bound: Moment
    part_lost: tuple[float, float]
    lost_days: tuple[float, float]
    reason: str
    is_stopping: bool
    drivers: tuple[Driver, ...]
    assumed: tuple[str, ...]
    course: Mapping[str, Sequence[float]]
    end: dt.date

    @property
    def worst(self) -> Stop:
        """The stop with lean stocks and all else at its worst."""
        return self.stops[0][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Everything that the brief says.

    Parameters
    ----------
    title, economies : names; the economies are those whose lines were looked at
    is_history : whether the scenario tells what happened
    start, horizon_days, draws : of the run
    supplies, held, events : what is lost, what users had against it, and what brought it about; of supplies `left_out`
        more stand in the run
    happened : what became of it in fact; empty where nothing is known
    stages : those to show, in the order of the chain; `hidden` more stand in the run
    first : the stage that stops first of all; None where nothing is lost, `nothing` says then why
    where : names of the economies in which it does
    rest : ids of sources that no line cites
    sources, later : how many publications the run stands on, and how many of them are of a later day than the brief
    notes : what a reader must not miss
    """

    title: str
    is_history: bool
    economies: tuple[str, ...]
    start: dt.date
    horizon_days: int
    draws: int
    supplies: tuple[Supply, ...]
    left_out: int
    held: tuple[Held, ...]
    events: tuple[Announced, ...]
    happened: str
    stages: tuple[Stage, ...]
    hidden: int
    first: Stage | None
    where: tuple[str, ...]
    nothing: str
    rest: tuple[str, ...]
    sources: int
    later: int
    notes: tuple[str, ...]
    references: tuple[Reference, ...]
    issued: dt.date
    colophon: Said
