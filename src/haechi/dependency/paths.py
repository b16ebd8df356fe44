"""What the stop of an item reaches downstream: by which path, over how essential links, and how much is lost.

Losses are intervals. A critical link passes the loss on, an important one between nothing and the part that
PICHLER-2022 gives it, a non-critical one nothing; of several inputs the largest loss counts (Leontief: the scarcest
input rules). A stop of a member of a family reaches the customers of the family with an unknown share.
"""

import heapq
import itertools
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
    """One step downstream: a link, or (`essentiality` None) from a family to a member of it.

    `family` names the family that published links pool the supplier into, where the link is the family's.
    """

    supplier: str
    customer: str
    essentiality: Essentiality | None
    family: str | None = None

    @property
    def is_certain(self) -> bool:
        """Whether the whole loss passes on: a critical link of the item itself."""
        return self.essentiality is Essentiality.CRITICAL and self.family is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """An item that a stop reaches, by the path with the fewest uncertain steps (of equal ones, the shortest).

    `is_all_critical` tells whether every link of that path is critical. `share_lost` is the part of the item
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
Route = tuple[tuple[Step, ...], Bounds]


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
    by_item: defaultdict[str, dict[DeviceType, Route]] = defaultdict(dict)
    for device in DEVICES:
        edges = steps_by_supplier(rows, table, device)
        losses = _losses(stopped, start, edges, half)
        for item, path in _plainest(stopped, edges).items():
            by_item[item][device] = (path, losses[item])
    found = [_reached(item, routes) for item, routes in by_item.items()]
    return tuple(sorted(found, key=lambda row: (row.steps, not row.is_all_critical, row.item)))


def _ends(lost: Estimate) -> Bounds:
    if lost.low is not None and lost.high is not None:
        return (lost.low, lost.high)
    if lost.value is None:
        raise HaechiError(f"the part lost is {lost}; give a value or an interval, 0..1 where nothing is known")
    return (lost.value, lost.value)


def steps_by_supplier(links: Iterable[Link], table: Mapping[str, Item], device: DeviceType) -> Edges:
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
        if link.device_type in (DeviceType.ALL, device) and link.essentiality is not Essentiality.NON_CRITICAL:
            edges[link.supplier].append(
                Step(supplier=link.supplier, customer=link.customer, essentiality=link.essentiality)
            )
            for member in _descendants(link.supplier, members):
                edges[member].append(
                    Step(
                        supplier=member,
                        customer=link.customer,
                        essentiality=link.essentiality,
                        family=link.supplier,
                    )
                )
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


def _passed(step: Step, lost: Bounds, half: float) -> Bounds:
    """What a step makes of a loss."""
    low, high = lost
    if step.essentiality is None:  # which member of the family stops is not known, unless all of them do
        return (1.0 if low == 1 else 0.0, 1.0 if high > 0 else 0.0)
    if step.essentiality is Essentiality.IMPORTANT:
        return (0.0, half * high)
    return (0.0 if step.family else low, high)


def _losses(stopped: str, start: Bounds, edges: Edges, half: float) -> Mapping[str, Bounds]:
    """Greatest loss of every item over all paths; losses only grow, so items are revisited until none does."""
    losses = {stopped: start}
    waiting = [stopped]
    while waiting:
        supplier = waiting.pop()
        for step in edges.get(supplier, ()):
            if step.customer == stopped:
                continue
            low, high = _passed(step, losses[supplier], half)
            before = losses.get(step.customer)
            after = (max(low, before[0]), max(high, before[1])) if before else (low, high)
            if after != before:
                losses[step.customer] = after
                waiting.append(step.customer)
    return losses


def _plainest(stopped: str, edges: Edges) -> Mapping[str, tuple[Step, ...]]:
    """Path with the fewest uncertain steps to every item, of equal ones the shortest (Dijkstra 1959)."""
    found: dict[str, tuple[Step, ...]] = {}
    order = itertools.count()  # breaks the ties that are left, so that steps are never compared
    queue: list[tuple[int, int, tuple[str, ...], int, tuple[Step, ...]]] = [(0, 0, (stopped,), next(order), ())]
    while queue:
        uncertain, steps, names, _, path = heapq.heappop(queue)
        if names[-1] in found:
            continue
        found[names[-1]] = path
        for step in edges.get(names[-1], ()):
            if step.customer not in found:
                doubt = uncertain + (not step.is_certain)
                heapq.heappush(queue, (doubt, steps + 1, (*names, step.customer), next(order), (*path, step)))
    del found[stopped]
    return found


def _reached(item: str, routes: Mapping[DeviceType, Route]) -> Reach:
    path = min((path for path, _ in routes.values()), key=_doubt)
    low, high = (max(lost[end] for _, lost in routes.values()) for end in (0, 1))
    return Reach(
        item=item,
        path=path,
        is_all_critical=all(step.essentiality in (Essentiality.CRITICAL, None) for step in path),
        device_types=tuple(routes),
        share_lost=Estimate(
            value=low if low == high else None,
            low=low,
            high=high,
            reason="before stocks and substitutes" if low == high else "shares or essentiality that are not known",
        ),
    )


def _doubt(path: Sequence[Step]) -> tuple[int, int]:
    return (sum(not step.is_certain for step in path), len(path))
