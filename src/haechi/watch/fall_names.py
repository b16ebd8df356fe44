"""Which node the tree names where one pair, one supplier, one buyer or an item everywhere falls.

The whole watch decides on a copy of the panel in which just the pairs of one node fell, ranked among the past of the
panel without the fall; what it lists is held against that node.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

import numpy as np

from haechi.model.panel import Panel
from haechi.model.signal import Level, Movement
from haechi.watch.discoveries import FIRST, TOLD, Setup, decided
from haechi.watch.evidence import evidence
from haechi.watch.injection import Scenario, factors_by_month
from haechi.watch.judgement import Judgement
from haechi.watch.pooling import nodes
from haechi.watch.surveillance import Watched, judged

RELEASES = (0, 2)  # after the own one
_BLOCK = 6  # months in which one fall begins
_YEAR = 12
_SERIES = 10_000  # judged at a time
_PART = 0.1  # of the codes that fall at once, one node of each


class Name(StrEnum):
    """What a release lists as a drop of the pairs that fell; where it lists several, the first of these that holds.

    WIDER holds more pairs, FINER some of them, BESIDE some of them and others.
    """

    RIGHT = "right"
    ALIKE = "the same pairs by another name"
    WIDER = "wider"
    FINER = "finer"
    BESIDE = "beside"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Falls of one kind of node and what they were named.

    scope : level of the nodes that fell
    release : after the own one, whose list is asked
    is_told : whether warnings and alerts alone are asked, or all that is listed
    names : how often each name was given; their sum is the number of falls that have such a release
    """

    scope: Level
    scenario: str
    release: int
    is_told: bool
    names: Mapping[Name, int]

    @property
    def falls(self) -> int:
        """Falls, named or not."""
        return sum(self.names.values())

    @property
    def found(self) -> int:
        """Falls that were given any name."""
        return self.falls - self.names[Name.NONE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What falls are put into: a panel, watched as it is, and the months before the first fall."""

    setup: Setup
    watched: Watched
    first: int = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fall:
    start: int
    level: int
    pairs: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """A copy of the panel in which nodes of one level fall."""

    scope: Level
    scenario: Scenario
    falls: Sequence[_Fall]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A node listed as a drop.

    level : index into `LEVELS`
    is_told : as a warning or an alert
    """

    level: int
    pairs: frozenset[int]
    is_told: bool


def naming(
    field: Field, scopes: Sequence[Level], scenarios: Sequence[Scenario], *, copies: int, seed: int
) -> tuple[Named, ...]:
    """Let nodes of each level fall in each way, watch, decide, and count the names.

    Parameters
    ----------
    copies : panels that are watched for each level and way, with falls in every half-year each
    seed : of the generator that draws the months and the nodes, anew for each level and way

    Returns
    -------
    One for each level, way and one of `RELEASES`, of all that is listed and of what is told; none where no such node
    could fall.
    """
    drawn = [
        copy
        for scope, scenario in product(scopes, scenarios)
        for copy in _copies(field, scope, scenario, copies, np.random.default_rng(seed))
    ]
    counts: defaultdict[tuple[Level, str, int, bool], Counter[Name]] = defaultdict(Counter)
    for copy, watched in zip(drawn, _watched(field, drawn), strict=True):
        listed = _listed(field.setup, watched, copy.falls)
        for fall, after, is_told in product(copy.falls, RELEASES, (False, True)):
            for month in _releases(watched, fall)[after : after + 1]:
                asked = [drop for drop in listed[month] if drop.is_told or not is_told]
                name = name_of(fall.level, fall.pairs, asked)
                counts[copy.scope, copy.scenario.name, after, is_told][name] += 1
    return tuple(
        Named(scope=scope, scenario=scenario, release=after, is_told=is_told, names=names)
        for (scope, scenario, after, is_told), names in counts.items()
    )


def name_of(level: int, fallen: frozenset[int], listed: Sequence[Drop]) -> Name:
    """How the drops that are listed name the fall of the pairs of a node.

    Parameters
    ----------
    level, fallen : of the node that fell
    """
    touching = [drop for drop in listed if drop.pairs & fallen]
    same = [drop for drop in touching if drop.pairs == fallen]
    tests = (
        (Name.RIGHT, any(drop.level == level for drop in same)),
        (Name.ALIKE, bool(same)),
        (Name.WIDER, any(drop.pairs > fallen for drop in touching)),
        (Name.FINER, any(drop.pairs < fallen for drop in touching)),
        (Name.BESIDE, bool(touching)),
    )
    return next((name for name, holds in tests if holds), Name.NONE)


def _copies(
    field: Field, scope: Level, scenario: Scenario, copies: int, generator: np.random.Generator
) -> Iterator[_Copy]:
    months = len(field.setup.panel.months)
    for _ in range(copies):
        starts = _starts(months, len(scenario.value), field.first, generator)
        falls = [fall for start in starts for fall in _drawn(field.watched, scope, start, generator)]
        if falls:
            yield _Copy(scope=scope, scenario=scenario, falls=falls)


def _watched(field: Field, drawn: Sequence[_Copy]) -> Iterator[Watched]:
    """The panel with the falls of each copy, ranked among the past of the panel without them; several at a time."""
    before, panel = field.watched, field.setup.panel
    size = before.nodes.size
    batch = max(_SERIES // max(size, 1), 1)
    for first in range(0, len(drawn), batch):
        summed = [nodes(_fallen(panel, copy), field.setup.stage_of) for copy in drawn[first : first + batch]]
        found = [evidence(part, complete=panel.complete) for part in summed]
        together = {name: np.hstack([part.statistics[name] for part in found]) for name in before.evidence.statistics}
        verdict = judged(before, together, np.tile(np.arange(size), len(found)))
        for place, (part, of) in enumerate(zip(summed, found, strict=True)):
            here = slice(place * size, (place + 1) * size)
            yield replace(before, nodes=part, evidence=of, judgement=_among(verdict, here))


def _among(verdict: Judgement, series: slice) -> Judgement:
    """The judgement of some series."""
    return replace(
        verdict,
        statistics={name: p[:, series] for name, p in verdict.statistics.items()},
        movements={movement: p[:, series] for movement, p in verdict.movements.items()},
        p=verdict.p[:, series],
        compared=verdict.compared[:, series],
    )


def _starts(months: int, lasts: int, first: int, generator: np.random.Generator) -> Iterator[int]:
    """A month of each half-year; where the panel ends within a fall, any that is left of it."""
    for begin in range(first, months, _BLOCK):
        room = min(_BLOCK, months - begin)
        yield begin + int(generator.integers(max(room - lasts, 0) + 1 if room == _BLOCK else room))


def _drawn(before: Watched, scope: Level, start: int, generator: np.random.Generator) -> Iterator[_Fall]:
    """One node of each code in a tenth of the codes, at least one, of those that can be judged and have traded of late.

    A sum of which only one pair has traded is no other than that pair.
    """
    whole = before.nodes
    sold = np.nan_to_num(whole.value[max(start - _YEAR, 0) : start]).max(axis=0) > 0
    is_judged = np.any(~np.isnan(before.judgement.p[start : start + 2]), axis=0)
    fewest = 1 if scope is Level.PAIR else 2
    places = whole.at(scope)
    members = whole.children.take_or_own(places)
    able = places[is_judged[places] & (members.among(sold[members.pairs]).counts() >= fewest)]
    codes = np.unique(whole.codes[able])
    for code in generator.choice(codes, size=min(max(round(_PART * len(codes)), 1), len(codes)), replace=False):
        index = int(generator.choice(able[whole.codes[able] == code]))
        yield _Fall(start=start, level=int(whole.level[index]), pairs=frozenset(whole.pairs(index).tolist()))


def _fallen(panel: Panel, copy: _Copy) -> Panel:
    value, weight = (np.ones(panel.value.shape, dtype=np.float32) for _ in range(2))
    factors = factors_by_month(copy.scenario, [fall.start for fall in copy.falls], len(panel.months))
    for place, fall in enumerate(copy.falls):
        for factor, of in zip((value, weight), factors, strict=True):
            factor[:, sorted(fall.pairs)] *= of[:, [place]]
    return replace(panel, value=panel.value * value, weight=panel.weight * weight)


def _releases(watched: Watched, fall: _Fall) -> list[int]:
    """The months of the releases that wait for a name."""
    is_deferred = np.any(watched.nodes.deferred[:, sorted(fall.pairs)], axis=1)
    later = fall.start + np.flatnonzero(~is_deferred[fall.start :])
    return later.tolist()[: max(RELEASES) + 1]


def _listed(setup: Setup, watched: Watched, falls: Sequence[_Fall]) -> Mapping[int, Sequence[Drop]]:
    """What is listed as a drop in each month that a fall waits for."""
    place = {watched.nodes.node(index).id: index for index in range(watched.nodes.size)}
    months = {month for fall in falls for month in _releases(watched, fall)}
    return {month: tuple(_drops(setup, watched, month, place)) for month in sorted(months)}


def _drops(setup: Setup, watched: Watched, month: int, place: Mapping[str, int]) -> Iterator[Drop]:
    for signal in decided(setup, watched, month).signals:
        if signal.movement is Movement.DROP:
            index = place[signal.node.id]
            yield Drop(
                level=int(watched.nodes.level[index]),
                pairs=frozenset(watched.nodes.pairs(index).tolist()),
                is_told=signal.level in TOLD,
            )
