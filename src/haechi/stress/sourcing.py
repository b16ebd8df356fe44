"""Who makes what part of an item, from published shares, and what is assumed of the part that no source attributes.

One supply stands for an item, chosen by `chosen`; sources are never blended.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from haechi.dependency.supply import WORLD, Supply
from haechi.errors import InputError
from haechi.model.chain import Basis, DeviceType, Essentiality, Item, Link, Measure

UNSPECIFIED = "UNS"
_LEAST_FIRST = (Essentiality.NON_CRITICAL, Essentiality.IMPORTANT, Essentiality.CRITICAL)
_BASES = (Basis.SITE, Basis.CUSTOMS_ORIGIN, Basis.HEADQUARTERS)
# A supply that leaves more than this to nobody says too little to be preferred for its basis.
_MOSTLY_UNKNOWN = 0.5

Purchases = Mapping[tuple[str, str], Mapping[str, float]]


class Unattributed(StrEnum):
    """What is assumed of the part of an item that no source attributes.

    `NONE`: it belongs to suppliers that do not stop; a member of a family is no part of it. `EVEN`: those named without
    a number and the rest hold equal parts of it, and so do the members of a family and what is not listed of it.
    `WHOLE`: one economy holds it all wherever it may, a member is all of its family: a bound for that economy alone.
    """

    NONE = "none"
    EVEN = "even"
    WHOLE = "whole"


class Role(StrEnum):
    """What a producer of the network stands for."""

    NAMED = "named"  # an economy that a source names
    REST = "rest"  # suppliers that no source names
    FAMILY = "family"  # a family as its customers buy it, whatever members they get
    UNLISTED = "unlisted"  # members of a family that are no item of the tables
    WITHOUT = "without"  # production that goes on without an important input


_SAID = MappingProxyType({Role.UNLISTED: " (unlisted members)", Role.WITHOUT: " (not needed)"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Producer:
    """An economy (UNS where none is named, WLD for all) that makes an item."""

    economy: str
    item: str
    role: Role = Role.NAMED

    @property
    def name(self) -> str:
        """Such as `JPN photoresist`."""
        return f"{self.economy} {self.item}{_SAID.get(self.role, '')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What is assumed of what is not known.

    Parameters
    ----------
    unattributed : who holds the part that no source attributes
    important_loss : what is lost without an important input, 1; between 0 and the one of PICHLER-2022
    holder : the economy that holds the part where it is `WHOLE`
    """

    unattributed: Unattributed
    important_loss: float
    holder: str | None = None

    def __post_init__(self) -> None:
        if (self.unattributed is Unattributed.WHOLE) != (self.holder is not None):
            raise InputError(f"{self.unattributed} with holder {self.holder!r}; a holder is named for `whole` alone")


@dataclass(frozen=True, kw_only=True)
class Sourcing:
    """What the network is built from.

    Parameters
    ----------
    items, links : the tables
    supplies : the one supply of each item, as `chosen` gives it
    purchases : (buying economy, item) -> supplying economy -> share of the purchases, 1, where it is known; it replaces
        the shares of the world for that buyer
    """

    items: tuple[Item, ...]
    links: tuple[Link, ...]
    supplies: Mapping[str, Supply]
    purchases: Purchases = field(default_factory=dict)

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Members of each family."""
        found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        for item in self.items:
            if item.parent is not None:
                found[item.parent] += (item.id,)
        return dict(found)

    @cached_property
    def families(self) -> Mapping[str, tuple[str, ...]]:
        """Families of each item, the nearest first."""
        parents = {item.id: item.parent for item in self.items}
        found: dict[str, tuple[str, ...]] = {}
        for item in self.items:
            above, family = [], item.parent
            while family is not None:
                above.append(family)
                family = parents[family]
            found[item.id] = tuple(above)
        return found

    @cached_property
    def producers(self) -> tuple[Producer, ...]:
        """Every producer, in the order of the items table: those named, the rest, and for a family what stands for it.

        They do not depend on what is assumed, so that networks under different assumptions have the same places.
        """
        important = {link.supplier for link in self.links if link.essentiality is Essentiality.IMPORTANT}
        found: list[Producer] = []
        for item in self.items:
            supply = self.supplies.get(item.id)
            if supply is not None:
                named = (*(share.economy for share in supply.shares), *supply.present)
                found += [Producer(economy=economy, item=item.id) for economy in named]
            found.append(Producer(economy=UNSPECIFIED, item=item.id, role=Role.REST))
            if item.id in important:
                found.append(Producer(economy=UNSPECIFIED, item=item.id, role=Role.WITHOUT))
            if item.id in self.members:
                found.append(Producer(economy=WORLD, item=item.id, role=Role.FAMILY))
                found.append(Producer(economy=UNSPECIFIED, item=item.id, role=Role.UNLISTED))
        return tuple(found)

    def struck(self, producer: Producer) -> tuple[int, ...]:
        """Places of the producers that stop where one does: its own, and of a family those of the economy's members."""
        return tuple(
            place
            for place, other in enumerate(self.producers)
            if (other.economy, other.role) == (producer.economy, producer.role)
            and (other.item == producer.item or producer.item in self.families[other.item])
        )

    def needs(self, device: DeviceType) -> Mapping[tuple[str, str], Essentiality]:
        """(supplying item, needing item) -> how essential, for one device type; of two rows the more essential."""
        found: dict[tuple[str, str], Essentiality] = {}
        for link in self.links:
            if link.device_type in (DeviceType.ALL, device):
                pair = (link.supplier, link.customer)
                found[pair] = max(found.get(pair, link.essentiality), link.essentiality, key=_LEAST_FIRST.index)
        return found


def chosen(supplies: Iterable[Supply]) -> Mapping[str, Supply]:
    """The one supply of each item that its network stands on.

    To the world; with numbers before presence only; one that attributes at least half before one that does not; by
    site (what stops) before customs origin before headquarters; then the latest; what was made or sold before capacity;
    the least left to nobody; and last the name of the source, so that the choice is always the same.
    """
    found: dict[str, Supply] = {}
    for supply in sorted((row for row in supplies if row.market == WORLD), key=_preference):
        found.setdefault(supply.item, supply)
    return found


def _preference(supply: Supply) -> tuple[object, ...]:
    return (
        not supply.shares,
        supply.remainder > _MOSTLY_UNKNOWN,
        _BASES.index(supply.basis),
        -supply.period.end.last.toordinal() if supply.period else 0,
        supply.measure is Measure.CAPACITY,
        supply.remainder,
        supply.sources,
    )


def world_shares(supply: Supply | None, assumption: Assumption) -> Mapping[str, float]:
    """Who makes what part of the world's supply of an item, under an assumption; UNS is the part of nobody named.

    A share with a value is that value, one with bounds only its lower one. Shares that sum to more than one by their
    rounding are scaled to one.

    Returns
    -------
    Economy -> share, 1; they sum to one.
    """
    if supply is None:
        return {UNSPECIFIED: 1.0}
    shares = {row.economy: row.low if row.value is None else row.value for row in supply.shares}
    room = {row.economy: row.high - shares[row.economy] for row in supply.shares if row.value is None}
    shares |= dict.fromkeys(supply.present, 0.0)
    room |= dict.fromkeys(supply.present, 1.0)
    known = sum(shares.values())
    left = max(0.0, 1.0 - known)
    if assumption.unattributed is Unattributed.EVEN:
        for economy, most in room.items():
            shares[economy] += min(most, left / (len(room) + 1))
    if assumption.holder in room:
        shares[assumption.holder] += min(room[assumption.holder], left)
    total = max(1.0, sum(shares.values()))
    shares = {economy: share / total for economy, share in shares.items()}
    return {**shares, UNSPECIFIED: max(0.0, 1.0 - sum(shares.values()))}
