"""The three core dependency indicators of the EU (SWD(2021) 352), for the union as one importer or for a member.

Third countries are all who are not members in the year. Exports stand in for capacity at home. What needs trade inside
the union is None where that trade is not in the data.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from haechi.dependency.intervals import UNKNOWN_PARTNERS, Denominator, herfindahl_bounds
from haechi.model.estimate import Estimate
from haechi.model.market import Flags, Floats, Market

UNION = "EU"
_NOT_COVERED = "not every supplier is in the data"
_MISSING = "values of some third countries are missing"
_NO_INTRA = "imports from inside the union are not in the data, nor is output"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreIndicators:
    """CDI1 concentration, CDI2 scarcity, CDI3 substitutability of one code."""

    cdi1: Estimate
    cdi2: Estimate
    cdi3: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sums:
    """Per code, in USD: what the three indicators are made of."""

    extra: Floats
    unattributed: Floats
    intra: Floats
    exports: Floats


def is_within(importer: str, members: Collection[str]) -> bool:
    """Whether an importer is the union or a member of it in the year that `members` stands for."""
    return importer == UNION or importer in members


def core_indicators(market: Market, base: Denominator, *, members: Collection[str]) -> tuple[CoreIndicators, ...]:
    """CDI1 to CDI3 of every code of a market.

    CDI1 is the Herfindahl index over third countries, each share taken of all imports from outside the union. CDI2 is
    imports from outside over imports from inside and outside. CDI3 is imports from outside over all exports. Trade
    that is not attributed to a partner counts in the denominators and may come from anywhere.

    Parameters
    ----------
    market : imports of the union or of a member; where it keeps trade among members apart, its suppliers are third
        countries only, else they are split here
    base : what shares of this market are taken of
    members : ISO 3166 alpha-3 of the members in the year of the market

    Returns
    -------
    one per code. CDI1 in 0..1; CDI2 in 0..1, 1 where nothing comes from inside; CDI3 from 0 up, unbounded where there
    are imports and no exports

    References
    ----------
    European Commission (2021), Strategic dependencies and capacities, SWD(2021) 352, annex on the bottom-up analysis.
    """
    third = np.array([supplier not in members for supplier in market.suppliers], dtype=np.bool_)
    sums = _sums(market, base, third)
    imports = market.imports[:, third]
    unbounded = np.where(base.missing > 0, np.isnan(imports).sum(axis=1) + np.isnan(market.unspecified), 0)
    low, high = herfindahl_bounds(imports, base.unattributed, unbounded)
    return tuple(
        CoreIndicators(
            cdi1=_concentration(float(low[row]), float(high[row]), is_missing=bool(unbounded[row])),
            cdi2=_scarcity(sums, row),
            cdi3=_substitutability(sums, row),
        )
        if market.covered[row]
        else CoreIndicators(**dict.fromkeys(("cdi1", "cdi2", "cdi3"), Estimate(value=None, reason=_NOT_COVERED)))
        for row in range(len(market.codes))
    )


def _sums(market: Market, base: Denominator, third: Flags) -> _Sums:
    unbounded = base.missing > 0
    extra = np.nansum(market.imports[:, third], axis=1)
    is_missing = np.isnan(market.imports[:, third]).any(axis=1) | np.isnan(market.unspecified)
    return _Sums(
        extra=np.where(is_missing & unbounded, np.nan, extra),
        unattributed=base.unattributed,
        intra=_intra(market, third, unbounded),
        exports=market.exports,
    )


def _intra(market: Market, third: Flags, unbounded: Flags) -> Floats:
    """Imports from (other) members: kept apart in the market, among its suppliers, or NaN where neither holds."""
    if market.intra_imports is not None:
        return market.intra_imports
    if market.members or market.importer == UNION:
        return np.full(len(market.codes), np.nan)
    inside = market.imports[:, ~third]
    return np.where(np.isnan(inside).any(axis=1) & unbounded, np.nan, np.nansum(inside, axis=1))


def _concentration(low: float, high: float, *, is_missing: bool) -> Estimate:
    if np.isnan(low):
        return Estimate(value=None, reason="no imports from outside the union")
    if is_missing:
        return Estimate(value=None, low=low, high=high, reason=_MISSING)
    return Estimate(value=low, low=low, high=high, reason=UNKNOWN_PARTNERS) if high > low else Estimate(value=low)


def _scarcity(sums: _Sums, row: int) -> Estimate:
    extra, unattributed, intra = (float(column[row]) for column in (sums.extra, sums.unattributed, sums.intra))
    if np.isnan(extra):
        return Estimate(value=None, reason=_MISSING)
    if np.isnan(intra):
        return Estimate(value=None, reason=_NO_INTRA)
    total = extra + unattributed + intra
    if total == 0:
        return Estimate(value=None, reason="no imports")
    return _between(extra / total, (extra + unattributed) / total)


def _substitutability(sums: _Sums, row: int) -> Estimate:
    extra, unattributed, exports = (float(column[row]) for column in (sums.extra, sums.unattributed, sums.exports))
    if np.isnan(extra):
        return Estimate(value=None, reason=_MISSING)
    if extra + unattributed == 0:
        return Estimate(value=None, reason="no imports from outside the union")
    return ratio_to_exports(extra, exports, unattributed=unattributed)


def ratio_to_exports(imports: float, exports: float, *, unattributed: float = 0.0) -> Estimate:
    """Imports over exports, in USD; unbounded where there are imports and no exports, as no number stands for that.

    Examples
    --------
    >>> ratio_to_exports(100.0, 80.0).value, ratio_to_exports(100.0, 0.0).is_unbounded
    (1.25, True)
    """
    if np.isnan(exports):
        return Estimate(value=None, reason="exports are not in the data")
    if exports == 0:
        return Estimate(value=None, reason="no exports: the ratio is unbounded", is_unbounded=True)
    return _between(imports / exports, (imports + unattributed) / exports)


def _between(low: float, high: float) -> Estimate:
    return Estimate(value=low, low=low, high=high, reason=UNKNOWN_PARTNERS) if high > low else Estimate(value=low)
