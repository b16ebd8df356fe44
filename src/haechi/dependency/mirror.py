"""The same importer and codes as two sources tell them, side by side: where they differ, and by how much.

No mean is formed: which source to believe is for the reader.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from haechi.dependency.intervals import side_by_side
from haechi.dependency.profile import Profile, profiles
from haechi.errors import InputError
from haechi.model.estimate import Estimate
from haechi.model.market import Market
from haechi.model.trade import Edition

# A Herfindahl index that differs by more between sources can turn the answer of a threshold rule round:
# the bands of CBS-2021 are 0.1 apart.
WORTH_A_FLAG = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """One code in two sources: index, largest partner and its share from each, in the order of `sources`.

    `hhi` holds the value of the first source with the range of both. `is_flagged` None: not comparable. `same_edition`
    None: one source does not say which edition its codes belong to.
    """

    code: str
    editions: tuple[str, str]
    same_edition: bool | None
    sources: tuple[str, str]
    values_usd: tuple[float | None, float | None]
    hhi: Estimate
    hhis: tuple[Estimate, Estimate]
    top_partners: tuple[str | None, str | None]
    top_shares: tuple[Estimate, Estimate]
    difference: float | None
    is_flagged: bool | None


def mirror(first: Market, second: Market, *, flag_above: float = WORTH_A_FLAG) -> tuple[Mirror, ...]:
    """Codes that either of two markets of the same importer and year holds, in the order of codes.

    Codes are matched by their digits, each with its edition beside it.

    Raises
    ------
    InputError
        If the two are not the same importer and year, or are one source.
    """
    subjects = {(market.importer, market.year) for market in (first, second)}
    if len(subjects) > 1 or first.source == second.source:
        named = [f"{market.importer} {market.year} {market.source}" for market in (first, second)]
        raise InputError(f"{named[0]} and {named[1]} are no mirror; give one importer and year from two sources")
    left, right = _by_code(profiles(first)), _by_code(profiles(second))
    sources = (first.source, second.source)
    return tuple(
        _compared(left.get(code), right.get(code), sources, flag_above) for code in sorted(left.keys() | right.keys())
    )


def _by_code(rows: Iterable[Profile]) -> dict[str, Profile]:
    return {row.code: row for row in rows}


def _compared(first: Profile | None, second: Profile | None, sources: tuple[str, str], flag_above: float) -> Mirror:
    code = next(row.code for row in (first, second) if row)
    hhis = (_hhi(first), _hhi(second))
    values = (hhis[0].value, hhis[1].value)
    difference = None if values[0] is None or values[1] is None else abs(values[0] - values[1])
    editions = (first.edition if first else "", second.edition if second else "")
    return Mirror(
        code=code,
        editions=editions,
        same_edition=None if {Edition.AS_REPORTED, ""} & set(editions) else editions[0] == editions[1],
        sources=sources,
        values_usd=(first.total if first else None, second.total if second else None),
        hhi=side_by_side(*values, sources=sources),
        hhis=hhis,
        top_partners=(first.top_partner if first else None, second.top_partner if second else None),
        top_shares=(_share(first), _share(second)),
        difference=difference,
        is_flagged=None if difference is None else difference > flag_above,
    )


_ABSENT = Estimate(value=None, reason="the source does not hold the code")


def _hhi(profile: Profile | None) -> Estimate:
    return profile.hhi if profile else _ABSENT


def _share(profile: Profile | None) -> Estimate:
    return profile.top_share if profile else _ABSENT
