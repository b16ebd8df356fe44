"""The reference chain as a network: economies that make items, from published shares, and items that need items.

No source gives the prices of inputs, so that no loss rests on them: every input of an item is a group of its own, and
an important one is made of two parts, one that is lost with it and one that goes on without it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from haechi.dependency.supply import WORLD, Supply
from haechi.model.chain import DeviceType, Essentiality
from haechi.model.market import Floats
from haechi.model.network import Importance, Links, Producers
from haechi.stress.network import Network, network
from haechi.stress.sourcing import UNSPECIFIED, Assumption, Producer, Role, Sourcing, Unattributed, world_shares

# Links inside a family say that a stop is the same stop and weigh next to nothing; so do purchases of who is present,
# size unknown.
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

    def lost_of(self, item: str, lost: Floats) -> Floats:
        """Part of the world's supply of an item that is lost, by the shares of its makers.

        Parameters
        ----------
        lost : (..., producer), part of each producer's output that is lost, 1

        Returns
        -------
        (...), 0 to 1
        """
        makes = (Role.NAMED, Role.REST)
        places = [
            place for place, producer in enumerate(self.producers) if producer.item == item and producer.role in makes
        ]
        return np.asarray(lost[..., places] @ self.share[places])


class _Purchase(NamedTuple):
    """One link of the network: `group` names the input that it belongs to. A tuple, for a ranking makes 400,000."""

    supplier: Producer
    customer: Producer
    value: float
    group: str
    importance: Importance = Importance.CRITICAL


def build(sourcing: Sourcing, device: DeviceType, assumption: Assumption) -> Chain:
    """The chain of one device type as a network.

    Parameters
    ----------
    sourcing : tables, and the one supply of each item
    device : links for this type and for all types are taken
    assumption : what is assumed of what no source attributes

    Returns
    -------
    Chain; its producers are those of `sourcing`, whatever is assumed.
    """
    world = {item.id: _makers(item.id, sourcing.supplies.get(item.id), assumption) for item in sourcing.items}
    plan = _Plan(sourcing=sourcing, needs=sourcing.needs(device), assumption=assumption, world=world)
    producers = sourcing.producers
    rows = [row for row in plan.purchases() if row.value > 0]
    groups = {name: number for number, name in enumerate(dict.fromkeys(row.group for row in rows))}
    return Chain(
        network=network(
            Producers(
                names=[producer.name for producer in producers],
                sectors=[_sector(producer) for producer in producers],
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
        share=np.array([world[producer.item].get(producer, np.nan) for producer in producers]),
    )


def _makers(item: str, supply: Supply | None, assumption: Assumption) -> Mapping[Producer, float]:
    return {
        Producer(economy=economy, item=item, role=Role.REST if economy == UNSPECIFIED else Role.NAMED): share
        for economy, share in world_shares(supply, assumption).items()
    }


def _sector(producer: Producer) -> str:
    """What a producer's output competes with: the same item; what stands for a family competes with nothing."""
    return producer.item if producer.role in (Role.NAMED, Role.REST) else f"{producer.item} ({producer.role})"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Who buys what from whom, under an assumption; `world` tells who makes what part of each item."""

    sourcing: Sourcing
    needs: Mapping[tuple[str, str], Essentiality]
    assumption: Assumption
    world: Mapping[str, Mapping[Producer, float]]

    def purchases(self) -> Iterator[_Purchase]:
        for (supplier, customer), essentiality in self.needs.items():
            needed = self.assumption.important_loss if essentiality is Essentiality.IMPORTANT else 1.0
            importance = Importance.NON_CRITICAL if essentiality is Essentiality.NON_CRITICAL else Importance.CRITICAL
            without = Producer(economy=UNSPECIFIED, item=supplier, role=Role.WITHOUT)
            for buyer, share in self.world[customer].items():
                bought = max(share, _NOMINAL)
                for seller, part in self._split(supplier, buyer).items():
                    yield _Purchase(seller, buyer, part * needed * bought, supplier, importance)
                yield _Purchase(without, buyer, (1.0 - needed) * bought, supplier, importance)
        if self.assumption.unattributed is not Unattributed.NONE:
            for item in self.sourcing.items:
                for family in self.sourcing.families[item.id]:
                    if (family, item.id) not in self.needs:
                        yield from self._as_family(family, item.id)
        for family in self.sourcing.members:
            yield from self._as_bought(family)

    def _bought(self, item: str) -> Mapping[Producer, float]:
        """Whom the world buys an item from: a family through what stands for it."""
        if item in self.sourcing.members:
            return {Producer(economy=WORLD, item=item, role=Role.FAMILY): 1.0}
        return self.world[item]

    def _split(self, item: str, buyer: Producer) -> Mapping[Producer, float]:
        """Over whom a buyer splits its purchases of an item.

        Known purchases count for buyers that make nothing of the item themselves: what is made at home crosses no
        border. A member that is made of its family (HBM of DRAM) buys of its makers, not of its other members.
        """
        makers = self.world[item]
        if item in self.sourcing.families[buyer.item]:
            return makers
        known = self.sourcing.purchases.get((buyer.economy, item))
        if known is None or item in self.sourcing.members:
            return self._bought(item)
        if Producer(economy=buyer.economy, item=item, role=buyer.role) in makers:
            return makers
        bought = {maker: known.get(maker.economy, 0.0) for maker in makers if maker.role is Role.NAMED}
        rest = Producer(economy=UNSPECIFIED, item=item, role=Role.REST)
        return {**bought, rest: max(0.0, 1.0 - sum(bought.values()))}

    def _as_family(self, family: str, member: str) -> Iterator[_Purchase]:
        """A member loses what its family does: who makes both of what the same economy makes of the family.

        Others make their member as part of the rest of the family, and the rest of a member is made by those of the
        family who are not named for the member, by their shares of it, or by the holder alone.
        """
        makers = self.world[family]
        rest = Producer(economy=UNSPECIFIED, item=family, role=Role.REST)
        unnamed = {
            maker: max(part, _NOMINAL)
            for maker, part in makers.items()
            if maker == rest or Producer(economy=maker.economy, item=member) not in self.world[member]
        }
        if self.assumption.holder is not None:
            held = Producer(economy=self.assumption.holder, item=family)
            unnamed = {held: 1.0} if held in unnamed else unnamed
        for maker in self.world[member]:
            own = Producer(economy=maker.economy, item=family)
            sellers = unnamed if maker.role is Role.REST else {own if own in makers else rest: 1.0}
            for seller, part in sellers.items():
                yield self._inside(seller, maker, family, part)

    def _as_bought(self, family: str) -> Iterator[_Purchase]:
        """A family as it is bought: of those who make it, and of its members as far as the assumption goes."""
        bought = Producer(economy=WORLD, item=family, role=Role.FAMILY)
        for maker, part in self.world[family].items():
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
