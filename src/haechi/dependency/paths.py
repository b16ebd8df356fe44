"""What the stop of an item reaches downstream: by which path, over how essential links, and how much is lost.

Losses are intervals. A critical link passes the loss on, an important one between nothing and the part that
PICHLER-2022 gives it, a non-critical one nothing; of several inputs the largest loss counts (Leontief: the scarcest
input rules). A stop of a member of a family reaches the customers of the family with an unknown share.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from haechi.dependency.presets import Thresholds
from haechi.errors import HaechiError, UnknownName
from haechi.model.chain import DeviceType, Essentiality, Item, Link
from haechi.model.estimate import Estimate

DEVICES = (DeviceType.LOGIC, DeviceType.MEMORY, DeviceType.ANALOG, DeviceType.OTHER)
STOP = Estimate(value=1.0, low=1.0, high=1.0, reason="a full stop")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step downstream; `essentiality` None: from a family to a member of it or from a member to the family."""

    supplier: str
    customer: str
    essentiality: Essentiality | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """An item that a stop reaches, by its shortest path (of equal ones, that with the fewest uncertain steps).

    `is_all_critical` tells whether every step of that path is a critical link. `share_lost` is the part of the item
    that is lost before stocks and substitutes, over all paths and for the device type that loses most.
    """

    item: str
    path: tuple[Step, ...]
    is_all_critical: bool
    device_types: tuple[DeviceType, ...]
    share_lost: Estimate

    @property
    def steps(self) -> int:
        """Length of the path."""
        return len(self.path)


Bounds = tuple[float, float]
Edges = Mapping[str, Sequence[Step]]


def reach(
    stopped: str, *, links: Iterable[Link], items: Iterable[Item], limits: Thresholds, lost: Estimate = STOP
) -> tuple[Reach, ...]:
    """All items downstream of a stopped one, nearest first.

    Parameters
    ----------
    stopped : item that is no longer supplied
    links : who needs whom
    items : all items, for their families
    limits : the preset PICHLER-2022; `important_loss` is what an important input takes along
    lost : part of the stopped item that is lost, 1; an economy's share of it where one economy stops

    Raises
    ------
    UnknownName
        If the item is not in the table.
    HaechiError
        If `lost` has neither value nor interval.
    """
    table = {item.id: item for item in items}
    if stopped not in table:
        raise UnknownName(f"{stopped!r} is not an item; run `haechi items` for the list")
    rows = tuple(links)
    start, half = _ends(lost), limits["important_loss"].value
    routes = {}
    for device in DEVICES:
        edges = _edges(rows, table, device)
        losses = _losses(stopped, start, edges, half)
        for item, path in _shortest(stopped, edges).items():
            routes[item, device] = (path, losses[item])
    reached = sorted({item for item, _ in routes})
    found = [_reached(item, {device: routes[item, device] for device in DEVICES if (item, device) in routes}) for item in reached]
    return tuple(sorted(found, key=lambda row: (row.steps, not row.is_all_critical, row.item)))


def _ends(lost: Estimate) -> Bounds:
    if lost.low is not None and lost.high is not None:
        return (lost.low, lost.high)
    if lost.value is None:
        raise HaechiError(f"the part lost is {lost}; give a value or an interval, 0..1 where nothing is known")
    return (lost.value, lost.value)


def _edges(links: Iterable[Link], table: Mapping[str, Item], device: DeviceType) -> Edges:
    """Steps that pass a loss on for one device type, by supplier.

    A member of a family reaches what the family supplies, not the family's other members.
    """
    edges: defaultdict[str, list[Step]] = defaultdict(list)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for item in table.values():
        if item.parent is not None:
            members[item.parent].append(item.id)
            edges[item.parent].append(Step(supplier=item.parent, customer=item.id, essentiality=None))
    for link in links:
        if link.device_type not in (DeviceType.ALL, device) or link.essentiality is Essentiality.NON_CRITICAL:
            continue
        edges[link.supplier].append(
            Step(supplier=link.supplier, customer=link.customer, essentiality=link.essentiality)
        )
        for member in _descendants(link.supplier, members):
            if member != link.customer:
                edges[member].append(Step(supplier=member, customer=link.customer, essentiality=None))
    return edges


def _descendants(family: str, members: Mapping[str, Sequence[str]]) -> list[str]:
    found: list[str] = []
    waiting = list(members.get(family, ()))
    while waiting:
        member = waiting.pop()
        if member not in found:
            found.append(member)
            waiting += members.get(member, ())
    return found
