"""What part of the signals is false: the whole watch run on panels in which a tenth of the pairs truly fell.

A panel as it is holds movements of its own, which count as false; a placebo holds none, and what is false in it is so.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

import numpy as np

from haechi.model.panel import Panel
from haechi.model.signal import AlertLevel, Signal
from haechi.watch.decision import Release, release
from haechi.watch.guards import Breaks
from haechi.watch.placebo import placebo
from haechi.watch.pooling import StageOf
from haechi.watch.surveillance import Settings, Watched, surveil

FIRST = 36  # months that the watch has behind it
_PART = 0.1  # of the pairs
_DEPTH = 0.8
_MONTHS = 3
_YEAR = 12
TOLD = (AlertLevel.WARNING, AlertLevel.ALERT)

Ground = Callable[[Panel, np.random.Generator], Panel]
AS_IT_IS = "the panel as it is"
GROUNDS: Mapping[str, Ground] = MappingProxyType(
    {
        AS_IT_IS: lambda panel, _: panel,
        "placebo, each pair by itself": partial(placebo, is_shared=False),
        "placebo, all pairs alike": partial(placebo, is_shared=True),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What the watch is run with."""

    panel: Panel
    stage_of: StageOf
    settings: Settings
    reporters: np.ndarray
    breaks: Breaks = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Discoveries:
    """Signals of level warning and alert in months with injected falls.

    mean_part : mean over releases of false / max(all, 1): what the false-discovery rate means
    pooled_part : false / all, over all releases; None where there is no signal
    found : injected pairs that a signal names or contains in one of their months, as a part of all
    pair_signals, pair_false : those of pairs alone; a sum of many pairs nearly always contains an injected one
    """

    releases: int
    signals: int
    false: int
    pair_signals: int
    pair_false: int
    mean_part: float
    pooled_part: float | None
    found: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Signals of a release into which nothing was injected, in the mean, by level.

    any : part of the releases with a warning or an alert
    """

    releases: int
    watch: float
    warning: float
    alert: float
    any: float


def false_discoveries(setup: Setup, generator: np.random.Generator, *, copies: int, ground: Ground) -> Discoveries:
    """Inject, watch, decide and count.

    Parameters
    ----------
    generator : draws the months and the pairs, and what the ground leaves to chance
    copies : panels that are injected, once in every year each
    ground : makes of the panel what is injected into, anew for each copy
    """
    counts: list[tuple[int, int, int, int]] = []
    named = injected = 0
    for _ in range(copies):
        panel = ground(setup.panel, generator)
        draws = tuple(_draws(panel, generator))
        watched = surveil(_touched(panel, draws), stage_of=setup.stage_of, settings=setup.settings)
        place = {watched.nodes.node(index).id: index for index in range(watched.nodes.size)}
        for start, pairs in draws:
            seen: set[int] = set()
            for month in range(start, start + _MONTHS):
                if watched.nodes.deferred[month].all():
                    continue
                told = [place[signal.node.id] for signal in _told(setup, watched, month)]
                held = {index: _inside(watched, index, pairs) for index in told}
                of_pairs = [index for index in told if not watched.nodes.level[index]]
                false, false_of_pairs = (sum(not held[index] for index in chosen) for chosen in (told, of_pairs))
                counts.append((len(told), false, len(of_pairs), false_of_pairs))
                seen.update(*held.values())
            named += len(seen)
            injected += len(pairs)
    signals, wrong, pair_signals, pair_wrong = (int(part) for part in np.sum(counts or [(0, 0, 0, 0)], axis=0))
    return Discoveries(
        releases=len(counts),
        signals=signals,
        false=wrong,
        pair_signals=pair_signals,
        pair_false=pair_wrong,
        mean_part=float(np.mean([row[1] / max(row[0], 1) for row in counts])) if counts else float("nan"),
        pooled_part=wrong / signals if signals else None,
        found=named / injected if injected else float("nan"),
    )


def grounds(setup: Setup, generator: np.random.Generator, *, copies: int, ground: Ground) -> Iterator[Watched]:
    """What a ground makes of the panel, watched, anew for each copy."""
    for _ in range(copies):
        yield surveil(ground(setup.panel, generator), stage_of=setup.stage_of, settings=setup.settings)


def quiet(setup: Setup, panels: Iterable[Watched]) -> Quiet:
    """Decide and count on panels into which nothing is injected, whatever really happened in them."""
    releases: list[list[AlertLevel]] = []
    for watched in panels:
        months = [month for month in range(FIRST, len(setup.panel.months)) if not watched.nodes.deferred[month].all()]
        releases += [[signal.level for signal in decided(setup, watched, month).signals] for month in months]
    count = max(len(releases), 1)
    watch, warning, alert = (sum(levels.count(level) for levels in releases) / count for level in AlertLevel)
    told = sum(any(level in TOLD for level in levels) for levels in releases)
    return Quiet(releases=len(releases), watch=watch, warning=warning, alert=alert, any=told / count)


def _draws(panel: Panel, generator: np.random.Generator) -> Iterator[tuple[int, np.ndarray]]:
    """Start month and pairs of each year; only pairs that had trade in the year before can fall."""
    sold = np.nan_to_num(panel.value) > 0
    for year in range(FIRST, len(panel.months) - _YEAR + 1, _YEAR):
        start = year + int(generator.integers(_YEAR - _MONTHS + 1))
        active = np.flatnonzero(sold[start - _YEAR : start].any(axis=0))
        count = min(max(round(_PART * panel.size), 1), len(active))
        if count:
            yield start, np.sort(generator.choice(active, size=count, replace=False))


def _touched(panel: Panel, draws: Sequence[tuple[int, np.ndarray]]) -> Panel:
    factors = np.ones(panel.value.shape, dtype=np.float32)
    for start, pairs in draws:
        factors[start : start + _MONTHS, pairs] = 1 - _DEPTH
    return replace(panel, value=panel.value * factors, weight=panel.weight * factors)


def _inside(watched: Watched, index: int, pairs: np.ndarray) -> Collection[int]:
    """Injected pairs that a node is or contains."""
    return set(np.intersect1d(watched.nodes.pairs(index), pairs).tolist())


def _told(setup: Setup, watched: Watched, month: int) -> Iterator[Signal]:
    return (signal for signal in decided(setup, watched, month).signals if signal.level in TOLD)


def decided(setup: Setup, watched: Watched, month: int) -> Release:
    """What is told of a month where no notices are held."""
    return release(
        watched,
        month,
        settings=setup.settings,
        reporters=setup.reporters,
        noticed=lambda _: False,
        breaks=setup.breaks,
    )
