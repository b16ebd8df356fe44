"""Who an importer relies on: one row per customs code for a year, every indicator with what bounds it.

Indicators of the same code in earlier years give its persistence; the caller says which codes of two editions of the
nomenclature are the same.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.dependency import presets as rules
from haechi.dependency.concentration import (
    entropy_number,
    normalised_herfindahl,
    suppliers,
    theil,
)
from haechi.dependency.intervals import (
    MONTHS,
    Denominator,
    denominator,
    month_intervals,
    top_share_bounds,
    widened,
)
from haechi.dependency.profile import Profile, bounded, profiles
from haechi.errors import InputError
from haechi.model.estimate import Estimate, Persistence, Verdict
from haechi.model.happening import Parameter
from haechi.model.market import Floats, Market

Key = tuple[str, str]  # digits of a code, edition
Lineage = Callable[[str, str], Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """What an importer's purchases under one code look like in a year.

    Shares are of `denominator` (USD `value_usd`). `normalised`, `theil` and `entropy_number` describe the named
    partners only, of which there are `partners`. `has_missing` tells that a value was missing, `same_top_partner` in
    how many of the years held the same economy came first.
    """

    importer: str
    year: int
    code: str
    edition: str
    value_usd: float | None
    partners: int | None
    top_partner: str | None
    top_share: Estimate
    hhi: Estimate
    normalised: Estimate
    effective_suppliers: Estimate
    cr1: Estimate
    cr3: Estimate
    theil: Estimate
    entropy_number: Estimate
    presets: tuple[Verdict, ...]
    same_top_partner: Persistence
    denominator: str
    unspecified_usd: float
    has_missing: bool
    source: str
    basis: str
    vintage: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """A market with, per code, what its named partners look like and the bounds that profiles do not hold."""

    market: Market
    base: Denominator
    months: tuple[tuple[Floats, Floats], tuple[Floats, Floats]] | None
    cr3: tuple[Floats, Floats]
    normalised: Floats
    theil: Floats
    entropy_number: Floats
    partners: Floats


def reliance(
    markets: Sequence[Market],
    *,
    year: int,
    parameters: Iterable[Parameter],
    members: Callable[[int], Collection[str]],
    lineage: Lineage,
    presets: Sequence[str] = rules.FOR_IMPORTS,
    generator: np.random.Generator | None = None,
) -> tuple[Reliance, ...]:
    """Rows of all codes that an importer's market of a year holds, in the order of the market.

    Parameters
    ----------
    markets : one importer, one source, one market per year; later years than `year` are left out
    year : the year that the rows speak of
    parameters : the parameter table
    members : year -> members of the EU in that year (ISO 3166 alpha-3)
    lineage : (code, edition) -> what stands for the same code in every edition
    presets : rules to answer, two or more: one definition alone says too little
    generator : seeded; with it and monthly data, intervals over months are drawn

    Raises
    ------
    InputError
        If there is no market of the year, markets mix importers or sources, or fewer than two presets are asked for.
    """
    if len(presets) < 2:
        raise InputError(f"presets {list(presets)}: two definitions or more are shown side by side; name another one")
    now, earlier = _split(markets, year)
    limits = tuple(parameters)
    history = _histories([*earlier, now], members, lineage)
    shape = _shape(now, generator)
    rows = []
    for row, key in enumerate(zip(now.codes, now.editions, strict=True)):
        past = history[key]
        verdicts = tuple(rules.evaluate(past, limits, preset) for preset in presets)
        rows.append(_row(shape, row, past, verdicts))
    return tuple(rows)


def rank(rows: Iterable[Reliance]) -> tuple[Reliance, ...]:
    """Rows in the order in which to look at them.

    First by how many presets call the code dependent, then by the years in which they did, then by the share of the
    largest partner and by value; rows whose share is not known come last, and are not thereby safe.
    """
    return tuple(sorted(rows, key=_urgency))


def _urgency(row: Reliance) -> tuple[bool, int, int, float, float, Key]:
    share = row.top_share.value if row.top_share.value is not None else row.top_share.low
    met = sum(verdict.met is True for verdict in row.presets)
    years = sum(verdict.persistence.times for verdict in row.presets if verdict.persistence)
    return (share is None, -met, -years, -(share or 0.0), -(row.value_usd or 0.0), (row.code, row.edition))


def _split(markets: Sequence[Market], year: int) -> tuple[Market, list[Market]]:
    mixed = {(market.importer, market.source) for market in markets}
    if len(mixed) > 1:
        raise InputError(f"markets of {sorted(mixed)} are mixed; give one importer and one source")
    by_year = {market.year: market for market in markets}
    if len(by_year) < len(markets):
        raise InputError(f"a year is given twice in {sorted(market.year for market in markets)}")
    if year not in by_year:
        raise InputError(f"no market of {year} among the years {sorted(by_year)}; load that year or ask for another")
    return by_year[year], [by_year[past] for past in sorted(by_year) if past < year]


def _histories(
    markets: Sequence[Market], members: Callable[[int], Collection[str]], lineage: Lineage
) -> dict[Key, list[Profile]]:
    """Profiles of each code of the last market, the oldest first.

    A year gives the code itself, or else the one code that is the same in another edition; two such codes in one year
    cannot be added and give none.
    """
    last = markets[-1]
    lines = {key: lineage(*key) for key in zip(last.codes, last.editions, strict=True)}
    histories: dict[Key, list[Profile]] = {key: [] for key in lines}
    for market in markets:
        exact: dict[Key, Profile] = {}
        same: defaultdict[Key, list[Profile]] = defaultdict(list)
        for profile in profiles(market, members=members(market.year)):
            key = (profile.code, profile.edition)
            exact[key] = profile
            same[lineage(*key)].append(profile)
        for key, line in lines.items():
            if key in exact:
                histories[key].append(exact[key])
            elif len(same[line]) == 1:
                histories[key].extend(same[line])
    return histories


def _shape(market: Market, generator: np.random.Generator | None) -> _Shape:
    base = denominator(market)
    known = np.nan_to_num(market.imports)
    total = known.sum(axis=1)
    named = known / np.where(total > 0, total, np.nan)[:, None]
    return _Shape(
        market=market,
        base=base,
        months=month_intervals(market, base.unattributed, generator),
        cr3=top_share_bounds(market.imports, base.unattributed, base.missing, largest=3),
        normalised=normalised_herfindahl(named),
        theil=theil(named),
        entropy_number=entropy_number(named),
        partners=suppliers(known).astype(float),
    )


def _row(shape: _Shape, row: int, past: Sequence[Profile], verdicts: tuple[Verdict, ...]) -> Reliance:
    market, base = shape.market, shape.base
    profile = past[-1]
    hhi, top = profile.hhi, profile.top_share
    if shape.months is not None:
        hhi, top = (
            widened(found, float(low[row]), float(high[row]), ground=MONTHS)
            for found, (low, high) in zip((hhi, top), shape.months, strict=True)
        )
    is_covered, missing = bool(market.covered[row]), int(base.missing[row])
    low, high = (float(end[row]) for end in shape.cr3)
    among = "among named partners" if base.unattributed[row] > 0 else "no interval: it counts the partners named"
    return Reliance(
        importer=market.importer,
        year=market.year,
        code=profile.code,
        edition=profile.edition,
        value_usd=profile.total,
        partners=int(shape.partners[row]) if is_covered and not missing else None,
        top_partner=profile.top_partner,
        top_share=top,
        hhi=hhi,
        normalised=_of_named(profile, float(shape.normalised[row]), among),
        effective_suppliers=_inverse(hhi),
        cr1=top,
        cr3=bounded(low, high, is_covered=is_covered, missing=missing),
        theil=_of_named(profile, float(shape.theil[row]), among),
        entropy_number=_of_named(profile, float(shape.entropy_number[row]), among),
        presets=verdicts,
        same_top_partner=_same_top(past),
        denominator=base.names[row],
        unspecified_usd=float(base.unattributed[row]),
        has_missing=bool(base.has_gap[row]),
        source=market.source,
        basis=market.basis,
        vintage=market.vintage,
        remarks=market.remarks,
    )


def _of_named(profile: Profile, value: float, among: str) -> Estimate:
    """An indicator that counts named partners; it is not there where the Herfindahl index is not."""
    if profile.hhi.value is None:
        return Estimate(value=None, reason=profile.hhi.reason)
    if np.isnan(value):
        return Estimate(value=None, reason="not defined for fewer than two named partners")
    return Estimate(value=value, reason=among)


def _inverse(hhi: Estimate) -> Estimate:
    """Effective suppliers 1/H with the ends of the interval turned round; an H of zero has no inverse."""
    value = 1 / hhi.value if hhi.value else None
    if not hhi.low or not hhi.high:
        return Estimate(value=value, reason=hhi.reason)
    return Estimate(value=value, low=1 / hhi.high, high=1 / hhi.low, reason=hhi.reason)


def _same_top(past: Sequence[Profile]) -> Persistence:
    tops = [profile.top_partner for profile in past if profile.top_partner is not None]
    return Persistence(times=tops.count(past[-1].top_partner) if past[-1].top_partner else 0, of=len(tops))
