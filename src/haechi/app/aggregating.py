"""`haechi stress aggregate`: by how much sectors understate what a network of firms loses."""

from dataclasses import dataclass

import numpy as np

from haechi.app.criticality import Given, network_of
from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.errors import InputError
from haechi.store.manifest import digest
from haechi.stress.aggregation import Comparison, compare, even_shocks
from haechi.stress.esri import Options
from haechi.stress.static import SECTOR_WARNING
from haechi.stress.tested import untested

METHOD = (
    "Each draw stops firms at random until every sector has lost the same part of its sales; both networks then pass "
    "the loss on by the same rule. Understated is 1 - sectors / firms; below 0 the sectors show more."
)
MADE_UP = "The network is made up by chance and stands for no economy."
_QUANTILES = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """How shocks are drawn and losses are counted.

    Parameters
    ----------
    depth : part of every sector's sales that is lost, above 0 up to 1
    draws : how many shocks
    seed : of the draws, and of a network that is made up
    options : how losses are counted
    """

    depth: float
    draws: int
    seed: int
    options: Options


def aggregate(desk: Desk, given: Given, question: Question) -> Report:
    """Quantiles over draws of what is lost by firms, by sectors, and how much the sectors understate.

    Raises
    ------
    InputError
        If no network is given, a file of it is wrong, no firms with sectors are named for it, or the depth or the
        number of draws is out of its range.
    """
    if given.links is not None and given.firms is None:
        raise InputError("no sectors are given, so that there is nothing to add up; name a file of firms by --firms")
    firms = network_of(given, lambda _what, _done, _total: None)
    # The draws have a stream of their own, so that a network that is made up does not move them.
    generator = np.random.default_rng([question.seed, 1])
    lost = even_shocks(firms, question.depth, question.draws, generator)
    found = compare(firms, lost, options=question.options)
    numbers = {"firms": firms.producers, "stop": question.options.stop, "draws of sectors": question.draws}
    made_up = (MADE_UP,) if given.generate is not None else ()
    return Report(
        command="stress aggregate",
        as_of=desk.as_of,
        rows=[_row(found, quantile) for quantile in _QUANTILES],
        notes=(METHOD, SECTOR_WARNING, *made_up, *_empty(found), *untested(numbers)),
        parameters={
            "firms": firms.producers,
            "links": firms.links,
            "sectors": len(firms.sector_names),
            "depth": question.depth,
            "draws": question.draws,
            "seed": question.seed,
            "stop": question.options.stop,
            "replacement": question.options.replaces,
            "generate": given.generate,
        },
        sources=tuple(path.name for path in given.files),
        vintages=tuple(f"sha256:{digest(path)}" for path in given.files),
    )


def _row(found: Comparison, quantile: float) -> Row:
    """One quantile of each column by itself: a row is no draw."""
    understated = found.understated[~np.isnan(found.understated)]
    return {
        "quantile": quantile,
        "lost_by_firms": float(np.quantile(found.by_firms, quantile)),
        "lost_by_sectors": float(np.quantile(found.by_sectors, quantile)),
        "understated": float(np.quantile(understated, quantile)) if understated.size else None,
    }


def _empty(found: Comparison) -> tuple[str, ...]:
    nothing = int(np.isnan(found.understated).sum())
    return (f"{nothing} draws took nothing, for no firm has sales; they count in no quantile.",) if nothing else ()
