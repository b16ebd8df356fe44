"""How a loss grows: the output lost up to each day, in the same draws that say when lines stop."""

from collections.abc import Iterable, Mapping

import numpy as np

from haechi.model.market import Floats
from haechi.stress.interruption import Case, shortages
from haechi.stress.passage import losses
from haechi.stress.unknowns import Values

_BLOCK = 50_000  # days of all draws at once: more would only leave the processor's cache


def courses(case: Case, values: Values, groups: Mapping[str, Iterable[str]]) -> Mapping[str, Floats]:
    """Output lost from the start to the end of each day, (draw, day), in days of output; of a group the greatest.

    The last day is the loss that `interruption.effects` finds; no day loses less than the one before.

    Parameters
    ----------
    case : the scenario as one economy meets it
    values : of every unknown of the case, (draw,) each
    groups : items by the name of their group; a group of which nothing is reached loses nothing
    """
    draws = values[case.important.name].size
    size = max(1, _BLOCK // case.horizon_days)
    parts = [
        _grouped(case, {name: drawn[first : first + size] for name, drawn in values.items()}, groups)
        for first in range(0, draws, size)
    ]
    return {name: np.concatenate([part[name] for part in parts]) for name in groups}


def _grouped(case: Case, values: Values, groups: Mapping[str, Iterable[str]]) -> Mapping[str, Floats]:
    lost = _block(case, values)
    nothing = np.zeros((values[case.important.name].size, case.horizon_days))
    return {
        name: np.maximum.reduce([nothing, *(lost[item] for item in items if item in lost)])
        for name, items in groups.items()
    }


def _block(case: Case, values: Values) -> Mapping[str, Floats]:
    """Every day of every draw as if it were a draw of its own that ends there."""
    days = case.horizon_days
    ended = {name: np.repeat(drawn, days) for name, drawn in values.items()}
    stocks = case.held(ended)
    found: dict[str, Floats] = {}
    for item in case.lost:
        short = shortages(case, item, values)
        behind = losses(
            item,
            short.output_days.reshape(-1),
            case.chain,
            stocks,
            important=ended[case.important.name],
            family=ended[case.family.name],
        )
        for name, lost in behind.items():
            whole = (np.repeat(short.lines, days) * lost).reshape(-1, days)
            found[name] = np.maximum(found[name], whole) if name in found else whole
    return found
