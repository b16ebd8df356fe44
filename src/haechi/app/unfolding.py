"""Rows of a stress with the output that each stage has lost by the end of each day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from haechi.app.report import Row
from haechi.app.stopping import Drawn
from haechi.model.market import Floats
from haechi.reference.facts import Facts
from haechi.stress.course import courses
from haechi.stress.interruption import Case
from haechi.stress.sampling import QUANTILES
from haechi.stress.unknowns import Values, corners

MOST = 1_000_000  # days of all draws: quantiles of more would change nothing that a picture shows


def taken(draws: int, horizon_days: int) -> int:
    """How many of the draws a course stands on, the first ones: all of them as long as memory allows."""
    return min(draws, max(1, MOST // horizon_days))


def unfolded(facts: Facts, case: Case, drawn: Drawn, rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with their `course`: days of output lost by the end of each day from the start, each list by day.

    `low`, `median` and `high` are of the draws of that day; `least` stands with ample stocks and all else at its best,
    `most` with lean stocks and all else at its worst.
    """
    stages: defaultdict[str, list[str]] = defaultdict(list)
    for item in drawn.effects:
        stages[facts.item_by_id[item].stage].append(item)
    lost = courses(case, _first(drawn.values, case), stages)
    ends = courses(case, corners(case.unknowns), stages)
    for row in rows:
        stage = str(row["stage"])
        low, median, high = np.quantile(lost[stage], QUANTILES, axis=0, method="inverted_cdf")
        named = {"low": low, "median": median, "high": high, "least": ends[stage][-1], "most": ends[stage][0]}
        yield {**row, "course": {name: _rounded(days) for name, days in named.items()}}


def _first(values: Values, case: Case) -> Values:
    return {name: drawn[: taken(drawn.size, case.horizon_days)] for name, drawn in values.items()}


def _rounded(days: Floats) -> list[float]:
    return [round(day, 2) for day in days.tolist()]
