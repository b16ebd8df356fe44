"""What the static models of input-output tables say: Leontief (demand lost upstream), Ghosh (supply lost downstream).

A table is checked once when built. Industries without output and negative changes of stock are normal. Results for
industries carry `SECTOR_WARNING`.
"""

from dataclasses import dataclass
from typing import NoReturn

import numpy as np

from haechi.errors import InputError, UnknownName
from haechi.model.market import Flags, Floats

SECTOR_WARNING = (
    "Computed on sectors: aggregation hides who depends on whom and understates losses, by up to 37 % against networks "
    "of firms (Diem et al. 2024); `haechi stress aggregate` measures it on a network of firms."
)
TOLERANCE = 0.005
_NAMED = 3  # worst rows that a refusal names


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A checked input-output table in money, region by industry; build it by `table`.

    Parameters
    ----------
    regions, industries : (producer,), what each producer is
    transactions : (supplier, customer), Z, intermediate sales
    final_demand : (supplier, category), Y, sales to final use; a cell may be negative (changes of stock)
    output : (producer,), x
    """

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    transactions: Floats
    final_demand: Floats
    output: Floats

    @property
    def names(self) -> tuple[str, ...]:
        """Producers as `JPN c14`."""
        return tuple(f"{region} {industry}" for region, industry in zip(self.regions, self.industries, strict=True))

    @property
    def value_added(self) -> Floats:
        """(producer,), v: output less intermediate purchases; the accounts of a table call it primary inputs."""
        return np.asarray(self.output - self.transactions.sum(axis=0))

    def place(self, region: str, industry: str) -> int:
        """Place of a producer; raise `UnknownName` if the table has none such."""
        try:
            return self.names.index(f"{region} {industry}")
        except ValueError:
            raise UnknownName(
                f"{region!r} {industry!r} is no producer of the table; its regions run from {self.regions[0]} to "
                f"{self.regions[-1]}, its industries from {self.industries[0]} to {self.industries[-1]}"
            ) from None


def table(
    regions: tuple[str, ...],
    industries: tuple[str, ...],
    *,
    transactions: Floats,
    final_demand: Floats,
    output: Floats,
    tolerance: float = TOLERANCE,
) -> Table:
    """An input-output table, checked.

    Parameters
    ----------
    regions, industries : (producer,)
    transactions : (supplier, customer), money, not negative
    final_demand : (supplier, category), money
    output : (producer,), money, not negative
    tolerance : the most by which a row may fail to balance, as a part of its output or of the mean output of the
        table, whichever is larger, 1: rounded tables miss small industries by more than their output

    Raises
    ------
    InputError
        If shapes differ, a number is not finite, an output or a transaction is negative, a producer stands twice, or
        rows do not balance.
    """
    found = Table(
        regions=regions,
        industries=industries,
        transactions=_frozen(transactions),
        final_demand=_frozen(final_demand),
        output=_frozen(output),
    )
    _check_shapes(found)
    _check_signs(found)
    _check_balance(found, tolerance)
    return found


def leontief_inverse(table: Table) -> Floats:
    """(supplier, customer), L = (I - A)^-1 with A = Z / x: output of the supplier for a unit of final demand.

    References
    ----------
    Miller, Blair (2009), Input-Output Analysis, 2nd edition, equation 2.10.
    """
    return np.asarray(np.linalg.inv(np.eye(table.output.size) - _over(table.transactions, table.output[None, :])))


def ghosh_inverse(table: Table) -> Floats:
    """(supplier, customer), G = (I - B)^-1 with B = Z / x by rows: output of the customer for a unit of primary input.

    References
    ----------
    Ghosh (1958), Input-output approach in an allocation system, Economica 25; Miller, Blair (2009), equation 12.4.
    """
    return np.asarray(np.linalg.inv(np.eye(table.output.size) - _over(table.transactions, table.output[:, None])))


def lost_by_demand(table: Table, lost_demand: Floats) -> Floats:
    """Output that is lost where final demand is lost, dx = L dY.

    Parameters
    ----------
    lost_demand : (producer,), final demand lost, in the money of the table

    Returns
    -------
    (producer,), output lost, in the money of the table

    Examples
    --------
    >>> import numpy as np
    >>> two = table(
    ...     ("A", "A"), ("x", "y"), transactions=np.array([[0.0, 5.0], [0.0, 0.0]]),
    ...     final_demand=np.array([[5.0], [10.0]]), output=np.array([10.0, 10.0]),
    ... )
    >>> lost_by_demand(two, np.array([0.0, 4.0])).tolist()
    [2.0, 4.0]
    """
    need = np.eye(table.output.size) - _over(table.transactions, table.output[None, :])
    return np.asarray(np.linalg.solve(need, lost_demand))


def lost_by_supply(table: Table, lost_inputs: Floats) -> Floats:
    """Output that is lost where primary inputs are lost, dx = dv G.

    Parameters
    ----------
    lost_inputs : (producer,), value added lost, in the money of the table

    Returns
    -------
    (producer,), output lost, in the money of the table
    """
    need = np.eye(table.output.size) - _over(table.transactions, table.output[:, None])
    return np.asarray(np.linalg.solve(need.T, lost_inputs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """What the stop of one producer takes of each: shares of its output, 0 to 1, and 1 for the one that stops.

    `downstream` is Ghosh's, `upstream` Leontief's; a producer without output has NaN.
    """

    downstream: Floats
    upstream: Floats


def stop(table: Table, stopped: int) -> Stop:
    """Stop of one producer: so much primary input (final demand) is taken from it that its output falls to nothing.

    Downstream a customer j of the stopped i loses x_i G_ij / G_ii, upstream a supplier loses x_i L_ji / L_ii; the
    division by the diagonal is what returns to i by its own loops.

    Raises
    ------
    InputError
        If the producer has no output that could stop.
    """
    output = table.output
    if output[stopped] == 0:
        raise InputError(f"{table.names[stopped]} has no output in the table, so that nothing of it can stop")
    one = np.zeros_like(output)
    one[stopped] = 1.0
    lost = [answer / answer[stopped] * output[stopped] for answer in (solve(table, one) for solve in _SOLVERS)]
    downstream, upstream = (
        np.divide(loss, output, out=np.full_like(output, np.nan), where=output > 0) for loss in lost
    )
    return Stop(downstream=downstream, upstream=upstream)


_SOLVERS = (lost_by_supply, lost_by_demand)


def _frozen(values: Floats) -> Floats:
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array


def _over(values: Floats, output: Floats) -> Floats:
    """Coefficients; those of an industry without output are zero."""
    return np.divide(values, output, out=np.zeros_like(values), where=np.broadcast_to(output > 0, values.shape))


def _check_shapes(found: Table) -> None:
    count = len(found.regions)
    shapes = (found.transactions.shape, found.final_demand.shape[:1], found.output.shape, (len(found.industries),))
    if shapes != ((count, count), (count,), (count,), (count,)) or found.final_demand.ndim != 2:
        raise InputError(
            f"the table has {count} regions, {len(found.industries)} industries, transactions "
            f"{found.transactions.shape}, final demand {found.final_demand.shape}, output {found.output.shape}; give "
            "(n,), (n,), (n, n), (n, categories) and (n,)"
        )
    if len(set(found.names)) < count:
        twice = next(name for name in found.names if found.names.count(name) > 1)
        raise InputError(f"producer {twice!r} stands twice in the table; keep one row of each")


def _check_signs(found: Table) -> None:
    for what, values in (
        ("transactions", found.transactions),
        ("final demand", found.final_demand),
        ("output", found.output),
    ):
        if not np.isfinite(values).all():
            _refuse(found, ~np.isfinite(values), f"{what} that are not a finite number")
    for what, values in (("transactions", found.transactions), ("output", found.output)):
        if (values < 0).any():
            _refuse(found, values < 0, f"negative {what}")


def _refuse(found: Table, wrong: Flags, what: str) -> NoReturn:
    row = int(np.argwhere(wrong)[0][0])
    raise InputError(f"row {found.names[row]!r} of the table has {what}; correct the table")


def _check_balance(found: Table, tolerance: float) -> None:
    """Refuse rows whose sales miss their output, naming the worst."""
    missed = np.abs(found.transactions.sum(axis=1) + found.final_demand.sum(axis=1) - found.output)
    part = missed / np.maximum(np.maximum(found.output, found.output.mean()), np.finfo(np.float64).tiny)
    worst = np.argsort(-part, kind="stable")[:_NAMED]
    if part[worst[0]] > tolerance:
        named = ", ".join(f"{found.names[row]} by {missed[row]:,.6g}" for row in worst if part[row] > tolerance)
        raise InputError(
            f"{np.count_nonzero(part > tolerance)} rows of the table do not balance within {tolerance:g}, worst {named}"
            "; correct the table, or allow more by `tolerance`"
        )
