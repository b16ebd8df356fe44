"""How a stop passes along the chain: the stock that stands between a lost supply and each item, and what gets through.

A stop passes over critical links of the item itself; the least stock on any way counts. A loss of output passes also
over important links, with the part that these take along, and over those of a family, if the member is all of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

import numpy as np

from haechi.dependency.paths import DEVICES, Step, steps_by_supplier
from haechi.model.chain import DeviceType, Essentiality, Item, Link
from haechi.model.market import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Links of the chain by device type, suppliers before their customers."""

    steps: Mapping[DeviceType, tuple[Step, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Stock between a lost supply and an item.

    Parameters
    ----------
    days : (draw,), days of output that all stocks on the way stand for
    path : the way that has the least of it
    """

    days: Floats
    path: tuple[Step, ...]


class Stocks:
    """Days of use of an item that its customers hold, (draw,) each; a customer of its own goes before all others."""

    def __init__(self, days: Mapping[tuple[str, str | None], Floats], *, draws: int) -> None:
        self._days = days
        self._none = np.zeros(draws)

    def __call__(self, item: str, customer: str) -> Floats:
        """Stock of an item at a customer; zero where none is known."""
        own = self._days.get((item, customer))
        return own if own is not None else self._days.get((item, None), self._none)


def passage(links: Iterable[Link], items: Iterable[Item]) -> Passage:
    """The links of a chain in the order in which a stop passes; an item never passes one on to itself."""
    table = {item.id: item for item in items}
    rows = tuple(links)
    return Passage(steps={device: _ordered(steps_by_supplier(rows, table, device)) for device in DEVICES})


def _ordered(found: Mapping[str, Sequence[Step]]) -> tuple[Step, ...]:
    steps = [step for row in found.values() for step in row if step.supplier != step.customer]
    order: TopologicalSorter[str] = TopologicalSorter()
    for step in steps:
        order.add(step.customer, step.supplier)
    place = {item: number for number, item in enumerate(order.static_order())}
    return tuple(sorted(steps, key=lambda step: (place[step.supplier], place[step.customer])))


def covers(stopped: str, chain: Passage, stocks: Stocks, *, draws: int) -> Mapping[str, Cover]:
    """The least stock between the loss of an item and the stop of each item behind it, over critical links.

    The item itself has no cover: what is made of it stops when its own stock ends.

    Parameters
    ----------
    stopped : item whose supply is lost
    chain : who needs whom
    stocks : days of use at each customer
    draws : length of every array
    """
    best: dict[str, Cover] = {}
    for steps in chain.steps.values():
        found = {stopped: Cover(days=np.zeros(draws), path=())}
        for step in steps:
            if step.is_certain and step.supplier in found:
                found[step.customer] = _less(found.get(step.customer), _through(found[step.supplier], step, stocks))
        for item, cover in found.items():
            best[item] = _less(best.get(item), cover)
    del best[stopped]
    return best


def _through(before: Cover, step: Step, stocks: Stocks) -> Cover:
    return Cover(days=before.days + stocks(step.supplier, step.customer), path=(*before.path, step))


def _less(old: Cover | None, new: Cover) -> Cover:
    """The lesser cover of each draw, with the path that has less on average."""
    if old is None:
        return new
    path = new.path if new.days.mean() < old.days.mean() else old.path
    return Cover(days=np.minimum(old.days, new.days), path=path)


def losses(
    stopped: str, short: Floats, chain: Passage, stocks: Stocks, *, important: Floats, family: Floats
) -> Mapping[str, Floats]:
    """Days of output that each item behind a lost supply loses by the end, (draw,): of its inputs the greatest counts.

    Parameters
    ----------
    stopped : item whose supply is lost
    short : (draw,), what its users are short of before any stock, days of output
    chain : who needs whom
    stocks : days of use at each customer
    important : (draw,), part of a loss that an important input takes along
    family : (draw,), part of a loss that a member passes on as its family
    """
    worst: dict[str, Floats] = {}
    for steps in chain.steps.values():
        found = {stopped: short}
        for step in steps:
            if step.supplier in found and step.customer != stopped:
                passed = let_through(step, found[step.supplier], stocks, important=important, family=family)
                found[step.customer] = np.maximum(found.get(step.customer, 0.0), passed)
        for item, lost in found.items():
            worst[item] = np.maximum(worst.get(item, 0.0), lost)
    del worst[stopped]
    return worst


def let_through(step: Step, short: Floats, stocks: Stocks, *, important: Floats, family: Floats) -> Floats:
    """What a step makes of a shortage, (draw,) days of output: what the stock does not cover, and of that its part."""
    passed = np.maximum(short - stocks(step.supplier, step.customer), 0.0)
    if step.essentiality is Essentiality.IMPORTANT:
        passed = important * passed
    return passed if step.essentiality is not None and step.family is None else family * passed
