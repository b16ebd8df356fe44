"""Systemic risk: what part of a network's production is lost when a producer fails, and the failure spreads both ways.

The economic systemic risk index of Diem et al. (2022). Losses travel down to customers, who stop with the scarcest
critical group of inputs, and up to suppliers, who lose orders. Two readings: the stop rule of the literature, which
ends while losses still grow, and the fixed point, at which they no longer do, with a bound of what is missing.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from haechi.errors import InputError
from haechi.model.market import Floats
from haechi.stress.batch import Batch, Chosen, Tick, follow
from haechi.stress.network import Network
from haechi.stress.propagation import Propagation, propagation
from haechi.stress.schedule import schedule
from haechi.stress.shocks import Shocks, failures

MOST_SWINGS = 10_000  # updates of losses that can swing
MOST = 100_000  # updates of losses that only grow; mostly they are done far sooner


class Rule(StrEnum):
    """When the literature stops."""

    LARGEST_CHANGE = "largest change"
    INDEX_GROWTH = "growth of the index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How losses are counted.

    Parameters
    ----------
    stop : the updates end when no loss of a producer has grown by more than this (`Rule.LARGEST_CHANGE`), or the index
        not by more than this part of itself (`Rule.INDEX_GROWTH`)
    rule : which of the two
    replaces : whether survivors of a market make up for those that fail, as far as their share in it reaches
    is_glcascade : count a market that is wiped out as glcascade 0.9.3.1 does: its survivors' sales are 1 in one unit of
        value, so that the result depends on the unit, and losses can swing for ever; else its survivors make up for
        nothing, and losses only grow
    is_single : work in single precision, sums in double
    """

    stop: float = 1e-2
    rule: Rule = Rule.LARGEST_CHANGE
    replaces: bool = True
    is_glcascade: bool = False
    is_single: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.stop < 1:
            raise InputError(
                f"the stop rule is {self.stop:g}; give a number above 0 and below 1, 0.01 in the literature"
            )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Risk:
    """What each scenario loses, as a part of all weights, (scenario,), in 0..1.

    Parameters
    ----------
    esri : each producer counted with the larger of its losses down and up
    esri_down, esri_up : with one side only
    iterations : updates until the end
    error_bound : most that `esri` can lie below the fixed point; NaN where nothing bounds it, as by the stop rule
    """

    esri: Floats
    esri_down: Floats
    esri_up: Floats
    iterations: NDArray[np.int64]
    error_bound: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Losses:
    """What each producer loses in each scenario, (scenario, producer), in 0..1, for want of inputs and of orders."""

    down: Floats
    up: Floats


def esri(
    network: Network, shocks: Shocks | None = None, *, options: Options | None = None, tick: Tick | None = None
) -> Risk:
    """Index of every scenario, by the stop rule of the literature.

    Parameters
    ----------
    network : of firms, or of anything that buys and sells
    shocks : by default each producer fails wholly, one at a time
    options : by default those of `Options`
    tick : told the number of scenarios that are done, from any thread

    Returns
    -------
    An index of 0 means that nothing is lost, 1 that everything is. Between the two sides max(down, up) <= esri <=
    down + up. The same bytes come at any number of threads, and for a scenario whichever others are asked for.

    Raises
    ------
    InputError
        If the weight of a producer is not known, or losses never settle as glcascade counts.

    References
    ----------
    Diem, Borsos, Reisch, Kertesz and Thurner (2022), Quantifying firm-level economic systemic risk from nation-wide
    supply networks, Scientific Reports 12:7719, equations of the methods.

    Examples
    --------
    >>> from haechi.model.network import Links, Producers
    >>> from haechi.stress.network import network
    >>> firms = Producers(names=["mine", "smelter", "fab"], sectors=["ore", "metal", "chips"], weight=np.ones(3))
    >>> chain = network(firms, Links(supplier=["mine", "smelter"], customer=["smelter", "fab"], value=np.ones(2)))
    >>> esri(chain).esri_down.round(4).tolist()
    [1.0, 0.6667, 0.3333]
    """
    return _run(network, shocks or failures(network), options or Options(), tick, None)


def losses(network: Network, shocks: Shocks, *, options: Options | None = None) -> tuple[Risk, Losses]:
    """Index of every scenario, and what each producer loses in it.

    Parameters, errors and references are those of `esri`.
    """
    shape = (shocks.scenarios, network.producers)
    kept = Losses(down=np.zeros(shape), up=np.zeros(shape))
    return _run(network, shocks, options or Options(), None, kept), kept


def prepared(network: Network, options: Options) -> Propagation:
    """Both sides of a network as the options want them."""
    return propagation(
        network,
        replaces=options.replaces,
        is_one=options.is_glcascade,
        precision=np.float32 if options.is_single else np.float64,
    )


def _run(network: Network, shocks: Shocks, options: Options, tick: Tick | None, kept: Losses | None) -> Risk:
    spreading = prepared(network, options)
    index = np.zeros((3, shocks.scenarios))
    iterations = np.zeros(shocks.scenarios, np.int64)

    def work(batch: Batch, chosen: Chosen) -> None:
        batch.begin(shocks, chosen)
        for count, ends, totals in _endings(batch, len(chosen), options):
            index[:, chosen[ends]] = totals[:, ends]
            iterations[chosen[ends]] = count
            if kept is not None:
                kept.down[chosen[ends]] = batch.down.level[spreading.place][:, ends].T
                kept.up[chosen[ends]] = batch.up.level[spreading.place][:, ends].T

    follow(spreading, schedule(spreading, shocks, options.stop), work, tick=tick)
    nothing = np.full(shocks.scenarios, np.nan)
    return Risk(esri=index[0], esri_down=index[1], esri_up=index[2], iterations=iterations, error_bound=nothing)


def _endings(batch: Batch, lanes: int, options: Options) -> Iterator[tuple[int, Chosen, Floats]]:
    """Number of updates, lanes that then meet the stop rule, and the index of all, until the last lane meets it."""
    runs = np.arange(batch.down.level.shape[1]) < lanes
    counts_index = options.rule is Rule.INDEX_GROWTH
    before = batch.totals()[0].copy() if counts_index else np.zeros(len(runs))
    for count in itertools.count(1):
        growth = batch.advance(runs).max(axis=0)
        if counts_index:
            now = batch.totals()[0].copy()
            ends = runs & (now <= before * (1 + options.stop))
            before = now
        else:
            ends = runs & (growth <= options.stop)
        if ends.any():
            yield count, np.flatnonzero(ends), batch.totals()
        runs &= ~ends
        if not runs.any():
            return
        if options.is_glcascade and count == MOST_SWINGS:
            raise InputError(
                f"losses still swing after {count:,} updates, as they can where glcascade counts a market that is "
                "wiped out; leave its counting out"
            )
        if count == MOST:
            raise InputError(
                f"losses still grow by more than {options.stop:g} after {count:,} updates; give a larger stop rule, or "
                "ask for the fixed point, which says by how much it can be too low"
            )
