"""Within what the numbers that users set were tested; beyond it an answer is given and said to be untested.

Numbers without a row are tested in all that is allowed (parts from 0 to 1) or change nothing beyond it (a duration past
the horizon).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from haechi.sentence import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """A range, both ends with it, and what was held against what there."""

    low: float
    high: float
    by: str


RANGES: Mapping[str, Tested] = MappingProxyType(
    {
        "stop": Tested(low=1e-6, high=0.1, by="losses and updates of every firm against a dense twin"),
        "firms": Tested(low=2, high=1_000_000, by="small networks against the twin, large ones in the benchmarks"),
        "paired firms": Tested(low=2, high=100, by="bounds of every excess against settled losses"),
        "draws": Tested(low=50, high=20_000, by="every draw between the worst and the best of cases"),
        "draws of sectors": Tested(low=20, high=1000, by="quantiles that ascend, losses between nothing and all"),
        "horizon days": Tested(low=1, high=730, by="bound, lean, usual and ample stops in this order"),
    }
)


def untested(values: Mapping[str, float]) -> Iterator[str]:
    """A sentence for each value, by the names of `RANGES`, that lies outside its range.

    Examples
    --------
    >>> list(untested({"stop": 0.01, "horizon days": 1000}))
    ['horizon days 1,000 lies outside the range that was tested, 1 to 730: no test holds the answer.']
    """
    for name, value in values.items():
        tested = RANGES[name]
        if not tested.low <= value <= tested.high:
            yield said(
                "{name} {value:,.7g} lies outside the range that was tested, {low:,.7g} to {high:,.7g}: no test "
                "holds the answer.",
                name=name,
                value=value,
                low=tested.low,
                high=tested.high,
            )
