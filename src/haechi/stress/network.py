"""One network of production: who sells how much to whom, built and checked once.

Producers without inputs, without customers or without either are normal. A link of a producer with itself is kept: it
is what the producer uses of its own output. A link of value 0 is kept and carries nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from haechi.errors import InputError
from haechi.model.market import Floats
from haechi.model.network import Importance, Links, Places, Producers
from haechi.model.panel import Names

Ints = NDArray[np.int32]
Starts = NDArray[np.int64]
Classes = NDArray[np.uint8]

TOLERANCE = 1e-9  # of a sum of links that may pass what it is a part of; sums of floats do not meet exactly


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Network:
    """Producers and their links, sorted and indexed both ways; all arrays are read-only.

    Parameters
    ----------
    names, sector_names : (producer,) and (sector,)
    sectors, markets : (producer,), what it makes, and who can replace it: those of the same market
    supplier, customer : (link,), places of producers, sorted by supplier, then customer
    value : (link,), one unit of value for all
    group : (link,), inputs of one group replace each other at the customer
    importance : (link,), members of `Importance`
    out_start : (producer + 1,), links of supplier i are those from `out_start[i]` to before `out_start[i + 1]`
    in_start, in_link : (producer + 1,) and (link,), links to customer j are `in_link[in_start[j]:in_start[j + 1]]`
    sales, purchases : (producer,), sum of its links out and in
    final_demand, revenue, cost, weight, capacity : (producer,), NaN where unknown; None where nobody gave any
    """

    names: Names
    sector_names: tuple[str, ...]
    sectors: Ints
    markets: Ints
    supplier: Ints
    customer: Ints
    value: Floats
    group: Ints
    importance: Classes
    out_start: Starts
    in_start: Starts
    in_link: Starts
    sales: Floats
    purchases: Floats
    final_demand: Floats | None
    revenue: Floats | None
    cost: Floats | None
    weight: Floats | None
    capacity: Floats | None

    def __post_init__(self) -> None:
        for field in fields(self):
            column = getattr(self, field.name)
            if isinstance(column, np.ndarray):
                column.flags.writeable = False

    @property
    def producers(self) -> int:
        """Number of producers."""
        return len(self.names)

    @property
    def links(self) -> int:
        """Number of links."""
        return len(self.value)

    def places(self, names: Sequence[str]) -> Ints:
        """Places of producers by name.

        Raises
        ------
        InputError
            If there is no producer of a name.
        """
        known = {name: place for place, name in enumerate(self.names.tolist())}
        unknown = next((name for name in names if name not in known), None)
        if unknown is not None:
            raise InputError(f"there is no producer {unknown!r} in the network; names are told apart letter by letter")
        return np.array([known[name] for name in names], dtype=np.int32)


def network(producers: Producers, links: Links) -> Network:
    """Build a network from columns.

    Parameters
    ----------
    producers, links : columns; a row is named by its number, counted from 1, where something is wrong with it

    Raises
    ------
    InputError
        If two producers have one name, a link has an end that is no producer, two links have the same ends, a value is
        negative or not finite, links of one group of inputs differ in importance at a customer, the sales of a producer
        pass its revenue or its purchases its cost (a share above one), or columns differ in length.

    Examples
    --------
    >>> firms = Producers(names=["mine", "smelter", "fab"], sectors=["ore", "metal", "chips"])
    >>> chain = network(firms, Links(supplier=["mine", "smelter"], customer=["smelter", "fab"], value=np.array([1, 3])))
    >>> chain.sales.tolist(), chain.purchases.tolist()
    ([1.0, 3.0, 0.0], [0.0, 1.0, 3.0])
    """
    names = _unique(producers.names)
    sector_names, sectors = _numbered(producers.sectors, len(names), "sectors")
    ends = _ends(links, names)
    order = np.argsort(ends.supplier * np.int64(len(names)) + ends.customer, kind="stable")
    supplier, customer = ends.supplier[order], ends.customer[order]
    _check_once(names, supplier, customer, order)
    group = sectors[supplier] if links.group is None else _numbers(links.group, len(order), "group")[order]
    importance = _classes(links.importance, len(order))[order]
    _check_one_class(names, customer, group, importance)
    value = _amounts(links.value, len(order), "value of link")[order]
    built = Network(
        names=names,
        sector_names=sector_names,
        sectors=sectors,
        markets=sectors if producers.markets is None else _numbered(producers.markets, len(names), "markets")[1],
        supplier=supplier,
        customer=customer,
        value=value,
        group=group,
        importance=importance,
        out_start=_starts(supplier, len(names)),
        in_start=_starts(customer, len(names)),
        in_link=np.argsort(customer, kind="stable"),
        sales=_sums(value, supplier, len(names)),
        purchases=_sums(value, customer, len(names)),
        final_demand=_optional(producers.final_demand, names, "final demand"),
        revenue=_optional(producers.revenue, names, "revenue"),
        cost=_optional(producers.cost, names, "cost"),
        weight=_optional(producers.weight, names, "weight"),
        capacity=_optional(producers.capacity, names, "capacity"),
    )
    _check_part(names, built.sales, "sales", built.revenue, "revenue")
    _check_part(names, built.purchases, "purchases", built.cost, "cost")
    return built


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ends:
    supplier: Ints
    customer: Ints


def _unique(given: Sequence[str] | Names) -> Names:
    names = np.asarray(given, dtype=np.str_)
    rows: dict[str, int] = {}
    for row, name in enumerate(names.tolist()):
        if rows.setdefault(name, row) != row:
            raise InputError(
                f"producers {rows[name] + 1} and {row + 1} are both named {name!r}; give each its own name"
            )
    return names


def _numbered(labels: Sequence[str] | Names, length: int, what: str) -> tuple[tuple[str, ...], Ints]:
    """Labels in order, and the place of each row's label among them."""
    plain = np.asarray(labels, dtype=np.str_).tolist()
    _check_length(len(plain), length, what)
    known = {label: place for place, label in enumerate(sorted(set(plain)))}
    return tuple(known), np.fromiter((known[label] for label in plain), np.int32, length)


def _ends(links: Links, names: Names) -> _Ends:
    known = {name: place for place, name in enumerate(names.tolist())}
    _check_length(len(links.customer), len(links.supplier), "customer")
    return _Ends(supplier=_end(links.supplier, known, "supplier"), customer=_end(links.customer, known, "customer"))


def _end(given: Sequence[str] | Names | Places, known: dict[str, int], role: str) -> Ints:
    column = np.asarray(given)
    if column.size == 0:
        return np.zeros(0, np.int32)
    if column.dtype.kind in "iu":
        places = column.astype(np.int64)
        wrong = np.flatnonzero((places < 0) | (places >= len(known)))
    else:
        places = np.fromiter((known.get(name, -1) for name in column.tolist()), np.int64, len(column))
        wrong = np.flatnonzero(places < 0)
    if wrong.size:
        culprit = column[wrong[0]].item()
        raise InputError(
            f"{role} {culprit!r} of link {wrong[0] + 1} is none of the {len(known)} producers; add it to them or leave "
            "the link out"
        )
    return places.astype(np.int32)


def _check_once(names: Names, supplier: Ints, customer: Ints, order: Starts) -> None:
    again = np.flatnonzero((supplier[1:] == supplier[:-1]) & (customer[1:] == customer[:-1]))
    if again.size:
        first, second = order[again[0]], order[again[0] + 1]
        raise InputError(
            f"links {first + 1} and {second + 1} both lead from {str(names[supplier[again[0]]])!r} to "
            f"{str(names[customer[again[0]]])!r}; add their values up into one"
        )


def _numbers(given: Places, length: int, what: str) -> Ints:
    _check_length(len(given), length, what)
    return np.asarray(given).astype(np.int32)


def _classes(given: Places | None, length: int) -> Classes:
    if given is None:
        return np.full(length, Importance.IMPORTANT, dtype=np.uint8)
    column = _numbers(given, length, "importance")
    wrong = np.flatnonzero((column < Importance.NON_CRITICAL) | (column > Importance.CRITICAL))
    if wrong.size:
        raise InputError(f"importance of link {wrong[0] + 1} is {column[wrong[0]]}; give 2, 1 or 0")
    return column.astype(np.uint8)


def _check_one_class(names: Names, customer: Ints, group: Ints, importance: Classes) -> None:
    """Inputs that replace each other cannot be critical and not so."""
    if importance.size == 0 or importance.min() == importance.max():
        return
    groups = int(group.max()) + 1
    cells = np.sort((customer.astype(np.int64) * groups + group) * 4 + importance)
    mixed = np.flatnonzero((cells[1:] >> 2 == cells[:-1] >> 2) & (cells[1:] != cells[:-1]))
    if mixed.size:
        place, number = divmod(int(cells[mixed[0]]) >> 2, groups)
        raise InputError(
            f"inputs of group {number} have two classes of importance at {str(names[place])!r}; what replaces "
            "each other needs one class, and what does not a group of its own"
        )


def _amounts(given: Floats, length: int, what: str) -> Floats:
    """A column in which every number is known."""
    _check_length(len(given), length, what)
    column = np.array(given, dtype=np.float64)
    wrong = np.flatnonzero(~((column >= 0) & np.isfinite(column)))
    if wrong.size:
        raise InputError(f"{what} {wrong[0] + 1} is {column[wrong[0]]:g}; give a finite number, 0 or more")
    return column


def _optional(given: Floats | None, names: Names, what: str) -> Floats | None:
    """A column in which a number may be unknown."""
    if given is None:
        return None
    _check_length(len(given), len(names), what)
    column = np.array(given, dtype=np.float64)
    wrong = np.flatnonzero((column < 0) | np.isinf(column))
    if wrong.size:
        raise InputError(
            f"{what} of {str(names[wrong[0]])!r} is {column[wrong[0]]:g}; give a finite number, 0 or more, or leave "
            "it out"
        )
    return column


def _check_part(names: Names, part: Floats, part_name: str, whole: Floats | None, whole_name: str) -> None:
    if whole is None:
        return
    wrong = np.flatnonzero(part > whole * (1 + TOLERANCE))
    if wrong.size:
        place = wrong[0]
        raise InputError(
            f"{part_name} of {str(names[place])!r} by its links add up to {part[place]:g} and its {whole_name} is "
            f"{whole[place]:g}, a share above one; mend one of them, or leave the {whole_name} out"
        )


def _check_length(found: int, wanted: int, what: str) -> None:
    if found != wanted:
        raise InputError(f"the column of {what} has {found} rows where the others have {wanted}; give one for each row")


def _sums(value: Floats, ends: Ints, producers: int) -> Floats:
    return np.asarray(np.bincount(ends, weights=value, minlength=producers), dtype=np.float64)


def _starts(ends: Ints, producers: int) -> Starts:
    """Where the links of each producer begin, and where the last ones end."""
    return np.concatenate(([0], np.cumsum(np.bincount(ends, minlength=producers)))).astype(np.int64)
