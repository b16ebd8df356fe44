"""What another source says of the same purchases: shown beside, never averaged."""

from collections.abc import Mapping

from haechi.app import markets
from haechi.app.desk import Desk
from haechi.app.report import Row
from haechi.dependency.mirror import WORTH_A_FLAG, Mirror, mirror
from haechi.errors import NotCovered
from haechi.model.market import Market
from haechi.sentence import said

_KINDS = ("reconciled", "importer", "exporter")


def second_opinion(desk: Desk, market: Market, month: int | None) -> Mapping[str, Mirror]:
    """The same importer, year and codes from the first other source that covers them; empty where none does."""
    for kind in _KINDS:
        if kind == market.basis.split()[0]:
            continue
        try:
            other = markets.market(desk, market.importer, market.year, month=month, source=kind)
        except NotCovered:
            continue
        if other.source != market.source:
            return {row.code: row for row in mirror(market, other) if row.hhis[1].value is not None}
    return {}


def row(found: Mirror | None) -> Row | None:
    """The other source's answer on one code."""
    if found is None:
        return None
    return {
        "source": found.sources[1],
        "edition": found.editions[1],
        "value_usd": found.values_usd[1],
        "hhi": found.hhis[1].value,
        "top_partner": found.top_partners[1],
        "top_share": found.top_shares[1].value,
        "difference": found.difference,
        "differs": found.is_flagged,
    }


def note(opinions: Mapping[str, Mirror]) -> tuple[str, ...]:
    """How often the two sources differ, in one sentence."""
    compared = [found for found in opinions.values() if found.difference is not None]
    if not compared:
        return ()
    first, second = compared[0].sources
    flagged = sum(found.is_flagged is True for found in compared)
    return (
        said(
            "{second} tells {n} of {total} codes otherwise than {first}: a Herfindahl index that differs by more "
            "than {least}. Both are in the rows (`mirror`); no mean is formed.",
            second=second,
            n=flagged,
            total=len(compared),
            first=first,
            least=WORTH_A_FLAG,
        ),
    )
