"""Why a loss is there, and why it is not: who passed it on to whom, the largest first, and what kept it out."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from haechi.errors import UnknownName
from haechi.sentence import Said, said
from haechi.stress.interruption import Case, Effect, shortages
from haechi.stress.passage import let_through, losses
from haechi.stress.unknowns import Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """What a supplier passed on to a customer; `part`, 0..1, is what it carries of the customer's loss."""

    supplier: str
    customer: str
    loss: float
    part: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way from a shock to a loss; `part` is the product of the parts along it."""

    names: tuple[str, ...]
    part: float


def ways(passed: Iterable[Passed], target: str, sources: Iterable[str], *, most: int = 5) -> tuple[Way, ...]:
    """Ways over which a loss came from a shock, those that carry the largest part first; none visits a name twice.

    Parameters
    ----------
    passed : what was passed on, link by link
    target : whose loss is explained
    sources : where the shock was
    most : ways to find

    Raises
    ------
    UnknownName
        If nothing was passed on to the target.

    Examples
    --------
    >>> rows = [
    ...     Passed(supplier="mine", customer="metal", loss=8, part=1),
    ...     Passed(supplier="metal", customer="fab", loss=6, part=0.75),
    ...     Passed(supplier="gas", customer="fab", loss=2, part=0.25),
    ... ]
    >>> ways(rows, "fab", ["mine", "gas"])
    (Way(names=('mine', 'metal', 'fab'), part=0.75), Way(names=('gas', 'fab'), part=0.25))
    """
    by_customer: defaultdict[str, list[Passed]] = defaultdict(list)
    for row in passed:
        by_customer[row.customer].append(row)
    if target not in by_customer:
        raise UnknownName(f"nothing was passed on to {target!r}; name something that has a loss")
    ends = frozenset(sources)
    found: list[Way] = []
    queue: list[tuple[float, tuple[str, ...]]] = [(-1.0, (target,))]
    while queue and len(found) < most:
        part, names = heapq.heappop(queue)
        if names[0] in ends:
            found.append(Way(names=names, part=-part))
            continue
        for row in by_customer[names[0]]:
            if row.supplier not in names and row.part > 0:
                heapq.heappush(queue, (part * row.part, (row.supplier, *names)))
    return tuple(found)


def passed_along(case: Case, values: Values) -> tuple[Passed, ...]:
    """What each item of the chain passed on at one point of all unknowns, in days of output of the economy.

    Of several inputs the one that lacks most rules: it carries the whole loss of its customer, and the others the
    part that they would have taken alone.

    Parameters
    ----------
    case : the scenario as one economy meets it
    values : of every unknown, (1,) each
    """
    stocks, important, family = case.held(values), values[case.important.name], values[case.family.name]
    passed: defaultdict[tuple[str, str], float] = defaultdict(float)
    for item in case.lost:
        short = shortages(case, item, values)
        behind = losses(item, short.whole, case.chain, stocks, important=important, family=family)
        lost = {item: short.whole, **behind}
        for step in (step for steps in case.chain.steps.values() for step in steps if step.supplier in lost):
            through = let_through(step, lost[step.supplier], stocks, important=important, family=family)
            key = (step.supplier, step.customer)
            passed[key] = max(passed[key], float((short.lines * through)[0]))
    return tuple(_parts(passed))


def _parts(passed: Mapping[tuple[str, str], float]) -> Iterator[Passed]:
    """Each loss with its part of the greatest that its customer gets; what lets nothing through is left out."""
    greatest: defaultdict[str, float] = defaultdict(float)
    for (_, customer), loss in passed.items():
        greatest[customer] = max(greatest[customer], loss)
    for (supplier, customer), loss in sorted(passed.items(), key=lambda entry: (-entry[1], entry[0])):
        if loss > 0:
            yield Passed(supplier=supplier, customer=customer, loss=loss, part=loss / greatest[customer])


def why_none(effect: Effect, draw: int, *, horizon_days: int) -> Said:
    """Why no line of an item stops in a draw, or an empty text where one does."""
    if np.isfinite(effect.stop_days[draw]):
        return said("")
    cover, short = effect.cover_days[draw], effect.short_days[draw]
    if not np.isfinite(cover):
        return said("only important inputs or families lead here: output slows, and no line stops")
    if short <= 0:
        return said("the shock takes nothing from this economy")
    return said(
        "stocks on the way cover {cover:.0f} days, and a line is short of {short:.0f} within {horizon} days",
        cover=cover,
        short=short,
        horizon=horizon_days,
    )
