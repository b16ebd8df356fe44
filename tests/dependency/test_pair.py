import datetime as dt
from collections.abc import Sequence

import pytest
from tests.dependency.small_facts import CITATION, PARAMETERS, make_market, make_provision, one_edition

from haechi.dependency.pair import CUSTOMS, GroupData, GroupSheet, sheet
from haechi.dependency.presets import thresholds
from haechi.dependency.reliance import reliance
from haechi.dependency.supply import supplies
from haechi.errors import InputError
from haechi.model.chain import Activity, Basis, Confidence, Figure, ItemCode, Measure, Provision, Signal
from haechi.model.dates import PartialDate, Span
from haechi.model.market import Market
from haechi.model.trade import Edition

FIGURE = Figure(
    id="f",
    activity=Activity.TRADE,
    exporter="NLD",
    importer="KOR",
    item="scanner",
    code="848620",
    period=Span(PartialDate(dt.date(2022, 1, 1)), PartialDate(dt.date(2022, 12, 31))),
    value=4.0,
    unit="billion USD",
    basis=Basis.CUSTOMS_ORIGIN,
    note=None,
    citation=CITATION,
)


def items_of(code: str, edition: str) -> Sequence[ItemCode]:
    if (code, edition) != ("250410", "HS17"):
        return ()
    row = ItemCode(
        item="graphite",
        code=code,
        edition=Edition.HS17,
        jurisdiction="WCO",
        signal=Signal.IS_ITEM,
        reason="is it",
        confidence=Confidence.RULING,
        citation=CITATION,
    )
    return (row,)


def group(
    *members: str, markets: Sequence[Market] = (), shares: Sequence[Provision] = (), figures: Sequence[Figure] = ()
) -> GroupSheet:
    rows = {
        market.importer: reliance(
            [market], year=market.year, parameters=PARAMETERS, members=lambda _: (), lineage=one_edition
        )
        for market in markets
    }
    data = GroupData(
        markets={market.importer: market for market in markets},
        rows=rows,
        supplies=supplies(shares, thresholds(PARAMETERS, "CHAIN-65")),
        figures=figures,
        items_of=items_of,
        limits=thresholds(PARAMETERS, "KR-50"),
        strong=thresholds(PARAMETERS, "COMPLEMENT")["strong_share"],
    )
    return sheet(members, data)


def world(item: str, economy: str, share: float | None) -> Provision:
    return make_provision(item, economy, share, market="WLD", basis=Basis.SITE, measure=Measure.PRODUCTION)


def test_customs_rows_tell_what_each_gets_from_the_other() -> None:
    korea = make_market({"250410": [70, 30], "999999": [0, 5]}, suppliers=("CHN", "NLD"), importer="KOR")
    dutch = make_market({"250410": [60, 0]}, suppliers=("CHN", "KOR"), importer="NLD")
    found = group("KOR", "NLD", markets=[korea, dutch])
    assert [(row.buyer, row.seller, row.code, row.value, row.share.value) for row in found.purchases] == [
        ("KOR", "NLD", "250410", 30, 0.3),
        ("KOR", "NLD", "999999", 5, 1.0),
    ]
    assert found.purchases[0].items == ("graphite",)
    assert found.without_customs == ()


def test_common_dependence_names_the_third_economy_once() -> None:
    korea = make_market({"250410": [70, 30]}, suppliers=("CHN", "NLD"), importer="KOR")
    dutch = make_market({"250410": [60, 10]}, suppliers=("CHN", "KOR"), importer="NLD")
    (common,) = group("KOR", "NLD", markets=[korea, dutch]).common
    assert (common.economy, common.members, common.code) == ("CHN", ("KOR", "NLD"), "250410")
    assert [ground.basis for ground in common.grounds] == [CUSTOMS, CUSTOMS]


def test_dependence_on_a_partner_is_reverse_dependence_from_its_side() -> None:
    korea = make_market({"250410": [20, 80]}, suppliers=("CHN", "NLD"), importer="KOR")
    found = group("KOR", "NLD", markets=[korea])
    assert [(row.buyer, row.share.value) for row in found.reverse("NLD")] == [("KOR", 0.8)]
    assert found.reverse("KOR") == ()
    assert found.common == ()


def test_without_customs_published_shares_and_figures_speak_and_the_sheet_says_so() -> None:
    shares = [make_provision("resist", "NLD", 0.2), world("euv", "NLD", 1.0), world("ga", "CHN", 0.98)]
    found = group("KOR", "NLD", shares=shares, figures=[FIGURE])
    assert found.without_customs == ("KOR", "NLD")
    assert [(row.items, row.measure, row.value, row.share.value) for row in found.purchases] == [
        (("resist",), "imports", None, 0.2),
        (("scanner",), "trade", 4.0, None),
    ]
    assert [(row.buyer, row.seller, row.items, row.market) for row in found.within] == [("KOR", "NLD", ("euv",), "WLD")]
    assert [(row.economy, row.members, row.items) for row in found.common] == [("CHN", ("KOR", "NLD"), ("ga",))]


def test_partners_complement_each_other_where_one_supplies_what_the_other_depends_on() -> None:
    shares = [world("graphite", "CHN", 0.6), world("graphite", "NLD", None)]
    korea = make_market({"250410": [70, 30]}, suppliers=("CHN", "USA"), importer="KOR")
    found = group("KOR", "NLD", markets=[korea], shares=shares)
    (row,) = found.complements
    assert (row.item, row.strong, row.weak, row.weakness.seller) == ("graphite", "NLD", "KOR", "CHN")
    assert (row.strength.value, row.strength.low) == (None, 0.0)
    assert row.strength.high == pytest.approx(0.4)


def test_an_importers_own_shares_stand_before_those_of_the_world() -> None:
    shares = [make_provision("hf", "CHN", 0.65, period="2023"), world("hf", "JPN", 0.7)]
    found = group("KOR", "NLD", shares=shares)
    assert found.within == ()
    assert found.common == ()


def test_three_partners_share_a_dependence_among_those_who_have_it() -> None:
    markets = [make_market({"250410": [70, 30]}, suppliers=("CHN", "USA"), importer=name) for name in ("KOR", "NLD")]
    (common,) = group("KOR", "NLD", "JPN", markets=markets).common
    assert common.members == ("KOR", "NLD")


def test_undecided_rows_are_counted_as_such() -> None:
    korea = make_market({"250410": [48, 42]}, suppliers=("CHN", "NLD"), importer="KOR", unspecified=10)
    assert group("KOR", "NLD", markets=[korea]).undecided == {"KOR": 1, "NLD": 0}


def test_a_group_needs_two_economies() -> None:
    with pytest.raises(InputError, match="two economies or more"):
        group("KOR", "KOR")
