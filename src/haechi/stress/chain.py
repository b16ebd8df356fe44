"""The reference chain as a network: economies that make items, from published shares, and items that need items.

No source gives the prices of inputs, so that no loss rests on them: every input of an item is a group of its own, and
an important one is made of two parts, one that is lost with it and one that goes on without it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from haechi.dependency.supply import WORLD
from haechi.model.chain import DeviceType, Essentiality
from haechi.model.market import Floats
from haechi.model.network import Importance, Links, Producers
from haechi.stress.network import Network, network
from haechi.stress.sourcing import UNSPECIFIED, Assumption, Producer, Role, Sourcing, Unattributed, world_shares

# Links inside a family say that a stop is the same stop; they are no purchase and must not weigh as one.
_NOMINAL = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The chain of one device type as a network, with what stands behind its places.

    Parameters
    ----------
    network : producers and links; values are shares, in units of the world's supply of an item
    producers : (producer,)
    share : (producer,), the part of the world's supply of its item that each makes, 1, under the assumption; NaN for
        what stands for a family or goes on without an input
    """

    network: Network
    producers: tuple[Producer, ...]
    share: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Purchase:
    """One link of the network: `group` names the input that it belongs to."""

    supplier: Producer
    customer: Producer
    value: float
    group: str
    importance: Importance = Importance.CRITICAL


def build(sourcing: Sourcing, device: DeviceType, assumption: Assumption, *, weights: Mapping[str, float]) -> Chain:
    """The chain of one device type as a network.

    Parameters
    ----------
    sourcing : tables, and the one supply of each item
    device : links for this type and for all types are taken
    assumption : what is assumed of what no source attributes
    weights : item -> weight of its loss, for the devices that a stop is measured by; split over producers by share

    Returns
    -------
    Chain; its producers are those of `sourcing`, whatever is assumed.
    """
    shares = {item.id: world_shares(sourcing.supplies.get(item.id), assumption) for item in sourcing.items}
    plan = _Plan(sourcing=sourcing, needs=sourcing.needs(device), assumption=assumption, shares=shares)
    producers = sourcing.producers
    rows = [row for row in plan.purchases() if row.value > 0]
    groups = {name: number for number, name in enumerate(dict.fromkeys(row.group for row in rows))}
    return Chain(
        network=network(
            Producers(
                names=[producer.name for producer in producers],
                sectors=[_sector(producer) for producer in producers],
                weight=np.array([plan.weight(producer, weights) for producer in producers]),
            ),
            Links(
                supplier=[row.supplier.name for row in rows],
                customer=[row.customer.name for row in rows],
                value=np.array([row.value for row in rows]),
                group=np.array([groups[row.group] for row in rows]),
                importance=np.array([row.importance for row in rows]),
            ),
        ),
        producers=producers,
        share=np.array([plan.share(producer) for producer in producers]),
    )


def _sector(producer: Producer) -> str:
    """What a producer's output competes with: the same item; what stands for a family competes with nothing."""
    return producer.item if producer.role in (Role.NAMED, Role.REST) else f"{producer.item} ({producer.role})"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Who buys what from whom, under an assumption."""

    sourcing: Sourcing
    needs: Mapping[tuple[str, str], Essentiality]
    assumption: Assumption
    shares: Mapping[str, Mapping[str, float]]

    def share(self, producer: Producer) -> float:
        if producer.role in (Role.NAMED, Role.REST):
            return self.shares[producer.item][producer.economy]
        return np.nan

    def weight(self, producer: Producer, weights: Mapping[str, float]) -> float:
        whole = weights.get(producer.item, 0.0)
        if producer.item in self.sourcing.members:
            return whole if producer.role is Role.FAMILY else 0.0
        return whole * self.share(producer) if producer.role in (Role.NAMED, Role.REST) else 0.0

    def purchases(self) -> Iterator[_Purchase]:
        for (supplier, customer), essentiality in self.needs.items():
            needed = self.assumption.important_loss if essentiality is Essentiality.IMPORTANT else 1.0
            importance = Importance.NON_CRITICAL if essentiality is Essentiality.NON_CRITICAL else Importance.CRITICAL
            for buyer in self._makers(customer):
                parts = {seller: part * needed for seller, part in self._split(supplier, buyer).items()}
                parts[Producer(economy=UNSPECIFIED, item=supplier, role=Role.WITHOUT)] = 1.0 - needed
                for seller, part in parts.items():
                    yield _Purchase(
                        supplier=seller,
                        customer=buyer,
                        value=part * self.share(buyer),
                        group=supplier,
                        importance=importance,
                    )
        for item in self.sourcing.items:
            for family in self.sourcing.families[item.id]:
                if (family, item.id) not in self.needs:
                    yield from self._same_stop(family, item.id)
        for family in self.sourcing.members:
            yield from self._as_bought(family)

    def _makers(self, item: str) -> list[Producer]:
        return [
            Producer(economy=economy, item=item, role=Role.REST if economy == UNSPECIFIED else Role.NAMED)
            for economy in self.shares[item]
        ]

    def _world(self, item: str) -> Mapping[Producer, float]:
        return {maker: self.share(maker) for maker in self._makers(item)}

    def _bought(self, item: str) -> Mapping[Producer, float]:
        """Whom the world buys an item from: a family through what stands for it."""
        if item in self.sourcing.members:
            return {Producer(economy=WORLD, item=item, role=Role.FAMILY): 1.0}
        return self._world(item)

    def _split(self, item: str, buyer: Producer) -> Mapping[Producer, float]:
        """Over whom a buyer splits its purchases of an item.

        A member that is made of its family (HBM of DRAM) is made of what the same economy makes of it. Known purchases
        count for buyers that make nothing of the item themselves: what is made at home crosses no border.
        """
        if item in self.sourcing.families[buyer.item]:
            own = Producer(economy=buyer.economy, item=item, role=buyer.role)
            return {own: 1.0} if buyer.economy in self.shares[item] and buyer.role is Role.NAMED else self._world(item)
        known = self.sourcing.purchases.get((buyer.economy, item))
        if known is None or item in self.sourcing.members or buyer.economy in self.shares[item]:
            return self._bought(item)
        named = {economy: part for economy, part in known.items() if economy in self.shares[item]}
        named[UNSPECIFIED] = max(0.0, 1.0 - sum(named.values()))
        return {maker: named.get(maker.economy, 0.0) for maker in self._makers(item)}

    def _same_stop(self, family: str, member: str) -> Iterator[_Purchase]:
        """An economy that stops in a family stops in its members; what nobody is named for follows the assumption."""
        named = self.shares[family]
        for maker in self._makers(member):
            if maker.role is Role.NAMED and maker.economy in named:
                yield self._inside(Producer(economy=maker.economy, item=family), maker, family)
        rest = Producer(economy=UNSPECIFIED, item=member, role=Role.REST)
        if self.assumption.unattributed is Unattributed.EVEN:
            for maker, part in self._world(family).items():
                yield self._inside(maker, rest, family, part)
        holder = self.assumption.holder
        if holder is not None and holder in named and holder not in self.shares[member]:
            yield self._inside(Producer(economy=holder, item=family), rest, family)

    def _as_bought(self, family: str) -> Iterator[_Purchase]:
        """A family as it is bought: of those who make it, and of its members as far as the assumption goes."""
        bought = Producer(economy=WORLD, item=family, role=Role.FAMILY)
        for maker, part in self._world(family).items():
            yield self._inside(maker, bought, family, part)
        members = self.sourcing.members[family]
        if self.assumption.unattributed is Unattributed.NONE:
            return
        is_even = self.assumption.unattributed is Unattributed.EVEN
        parts = len(members) + 1 if is_even else 1
        for member in members:
            group = f"members of {family}" if is_even else member
            for maker, part in self._bought(member).items():
                yield self._inside(maker, bought, group, part / parts)
        if is_even:
            unlisted = Producer(economy=UNSPECIFIED, item=family, role=Role.UNLISTED)
            yield self._inside(unlisted, bought, f"members of {family}", 1 / parts)

    @staticmethod
    def _inside(supplier: Producer, customer: Producer, group: str, part: float = 1.0) -> _Purchase:
        return _Purchase(supplier=supplier, customer=customer, value=part * _NOMINAL, group=group)
