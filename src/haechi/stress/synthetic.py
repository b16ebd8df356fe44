"""Firm networks made up by chance, with what is known of real ones: heavy tails, sectors, sales to final users.

Real firm networks are confidential. In those that were studied, numbers of customers and of suppliers and sizes of
firms have heavy tails, and larger firms have more partners (Bacilieri, Borsos, Astudillo-Estevez and Lafond 2023,
Firm-level production networks: what do we (really) know?, INET Oxford working paper 2023-08). The numbers in `Recipe`
are assumptions that give such networks; no country's network is meant.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from haechi.errors import InputError
from haechi.model.market import Floats
from haechi.model.network import Importance, Links, Producers
from haechi.stress.network import Classes, Ints, Network, network

_SPARE = 1.3  # of links drawn to those wanted: some are drawn twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a network is made of.

    Parameters
    ----------
    firms : number of firms
    links_per_firm : mean number of customers
    sectors : number of sectors, of very unequal sizes; the first half makes goods
    tail : exponent of the distribution of sizes; the lower, the more a few firms have
    suppliers_tail : the same of numbers of suppliers
    final_share : mean part of its sales that a firm makes to final users, the leak of the network; 0 for a network
        without one
    critical : part of pairs of goods sectors of which the buying one cannot work without the other
    non_critical : part of all pairs of sectors of which the buying one can
    """

    firms: int
    links_per_firm: float = 4.0
    sectors: int = 86
    tail: float = 1.2
    suppliers_tail: float = 1.6
    final_share: float = 0.3
    critical: float = 0.5
    non_critical: float = 0.2

    def __post_init__(self) -> None:
        if self.firms < 2 or not 0 < self.links_per_firm < self.firms / 2 or not 1 <= self.sectors <= self.firms:
            raise InputError(
                f"a network of {self.firms} firms with {self.links_per_firm:g} links each in {self.sectors} sectors "
                "cannot be made; give two firms or more, links to fewer than half of them, and no more sectors"
            )
        if not 0 <= self.final_share < 1:
            raise InputError(f"the share sold to final users is {self.final_share:g}; give 0 or more, below 1")


def firm_network(recipe: Recipe, generator: np.random.Generator) -> Network:
    """A network of firms `F1`, `F2` and so on; the same generator gives the same network.

    Every firm buys from firms of a few sectors that its own sector buys from, large ones first. Values grow with the
    sizes of both ends.

    Parameters
    ----------
    recipe : what it is made of
    generator : of all chances

    Returns
    -------
    A network with about `links_per_firm` links for each firm, final demand, and classes of importance by pair of
    sectors.

    Examples
    --------
    >>> made = firm_network(Recipe(firms=1000), np.random.default_rng(1))
    >>> made.producers, 3900 < made.links < 4100
    (1000, True)
    """
    sector = _sectors(recipe, generator)
    size = (1 - generator.random(recipe.firms)) ** (-1 / recipe.tail)
    supplier, customer = _ends(recipe, generator, sector, size)
    spread = generator.lognormal(sigma=1.0, size=len(supplier))
    value = np.sqrt(size[supplier] * size[customer]) * spread
    sales = np.bincount(supplier, weights=value, minlength=recipe.firms)
    share = _final_shares(recipe, generator)[sector]
    classes = importance_matrix(recipe, generator)
    return network(
        Producers(
            names=[f"F{number}" for number in range(1, recipe.firms + 1)],
            sectors=[f"S{number:03d}" for number in sector + 1],
            final_demand=np.where(sales > 0, sales, size) * share / (1 - share),
        ),
        Links(
            supplier=supplier, customer=customer, value=value, importance=classes[sector[supplier], sector[customer]]
        ),
    )


def importance_matrix(recipe: Recipe, generator: np.random.Generator) -> Classes:
    """Class of the inputs from one sector at another, (supplying sector, buying sector), members of `Importance`."""
    shape = (recipe.sectors, recipe.sectors)
    goods = np.arange(recipe.sectors) < (recipe.sectors + 1) // 2
    is_critical = goods[:, None] & goods & (generator.random(shape) < recipe.critical)
    classes = np.where(is_critical, Importance.CRITICAL, Importance.IMPORTANT)
    return np.where(generator.random(shape) < recipe.non_critical, Importance.NON_CRITICAL, classes).astype(np.uint8)


def _sectors(recipe: Recipe, generator: np.random.Generator) -> Ints:
    """Sector of each firm, with at least one firm in each."""
    sizes = generator.lognormal(sigma=1.0, size=recipe.sectors)
    drawn = generator.choice(recipe.sectors, size=recipe.firms - recipe.sectors, p=sizes / sizes.sum())
    return np.concatenate((np.arange(recipe.sectors), drawn)).astype(np.int32)


def _final_shares(recipe: Recipe, generator: np.random.Generator) -> Floats:
    """Share of sales to final users by sector, around the mean."""
    if recipe.final_share == 0:
        return np.zeros(recipe.sectors)
    return generator.beta(4 * recipe.final_share, 4 * (1 - recipe.final_share), size=recipe.sectors).clip(0.01, 0.99)


def _ends(
    recipe: Recipe, generator: np.random.Generator, sector: Ints, size: Floats
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Supplier and customer of each link, no pair twice and none with itself."""
    wanted = round(recipe.firms * recipe.links_per_firm)
    appetite = (1 - generator.random(recipe.firms)) ** (-1 / recipe.suppliers_tail) * size**0.25
    customer = generator.choice(recipe.firms, size=round(wanted * _SPARE), p=appetite / appetite.sum())
    inputs = generator.dirichlet(np.full(recipe.sectors, 0.1), size=recipe.sectors).cumsum(axis=1)
    # One ladder for all: the rungs of buying sector s lie between s and s + 1.
    ladder = (np.minimum(inputs, 1 - 1e-12) + np.arange(recipe.sectors)[:, None]).ravel()
    rung = np.searchsorted(ladder, sector[customer] + generator.random(len(customer)))
    bought = np.minimum(rung - sector[customer] * recipe.sectors, recipe.sectors - 1)
    order = np.argsort(sector, kind="stable")
    reach = np.concatenate(([0.0], np.cumsum(size[order])))
    first = np.searchsorted(sector[order], np.arange(recipe.sectors + 1))
    low, high = reach[first[bought]], reach[first[bought + 1]]
    place = np.searchsorted(reach, low + generator.random(len(customer)) * (high - low), side="right") - 1
    supplier = order[np.clip(place, first[bought], first[bought + 1] - 1)]
    pairs = np.unique((supplier * recipe.firms + customer)[supplier != customer])
    kept = np.sort(generator.permutation(pairs)[:wanted])
    return kept // recipe.firms, kept % recipe.firms
