"""The lesson of 2019: concentration is exposure, not probability."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from tests.dependency.small_facts import CITATION, PARAMETERS, make_item, make_market, make_provision, one_edition

from haechi.dependency.attention import Attention, Ground, Knowledge, attention
from haechi.dependency.presets import thresholds
from haechi.dependency.reliance import reliance
from haechi.dependency.supply import Supply, depends_on, supplies
from haechi.model.chain import Confidence, ItemCode, Signal
from haechi.model.dates import PartialDate
from haechi.model.happening import Cause, Event, Outcome, Policy, Visibility
from haechi.model.knowledge import Attribute, Statement
from haechi.model.trade import Edition

KR = thresholds(PARAMETERS, "KR-50")
BEFORE, AFTER = dt.date(2019, 6, 15), dt.date(2019, 7, 10)
ITEMS = (make_item("photoresist"), make_item("fluor_polyimide"), make_item("hf", grade="etching grade"))
# Korea's imports in January to May 2019, share of Japan.
SUPPLIES = supplies(
    [
        make_provision("photoresist", "JPN", 0.919),
        make_provision("fluor_polyimide", "JPN", 0.937),
        make_provision("hf", "JPN", 0.439),
    ],
    KR,
    preset="KR-50",
)
CODES = tuple(
    ItemCode(
        item=item,
        code=code,
        edition=Edition.HS17,
        jurisdiction="WCO",
        signal=signal,
        reason=reason,
        confidence=Confidence.TEXT,
        citation=CITATION,
    )
    for item, code, signal, reason in (
        ("photoresist", "370790", Signal.MIXED, "all photographic chemicals"),
        ("hf", "281111", Signal.PROXY, "every grade of hydrogen fluoride"),
    )
)
MEASURE = Event(
    id="JPN-HF-2019",
    title="Licence per shipment",
    items=("hf",),
    codes=("281111",),
    exporter="JPN",
    importers=("KOR",),
    cause=Cause.EXPORT_CONTROL,
    outcome=Outcome.INTERRUPTION,
    announced=PartialDate.parse("2019-07-01"),
    effective=PartialDate.parse("2019-07-04"),
    eased=PartialDate.parse("2019-08-29"),
    summary="Bulk licences were replaced by licences per shipment.",
    visibility=Visibility.YES,
    second_source=None,
    citation=CITATION,
)


def said(
    attribute: Attribute,
    *,
    low: float | None = None,
    high: float | None = None,
    text: str | None = None,
    economies: tuple[str, ...] = (),
) -> Statement:
    return Statement(
        id=1,
        item="hf",
        economy="KOR",
        attribute=attribute,
        low=low,
        high=high,
        text=text,
        economies=economies,
        who="a desk",
        at=dt.datetime(2019, 6, 1, tzinfo=dt.UTC),
        source="a call",
    )


GRADE = said(Attribute.GRADE, text="etching, 12N")
ONLY_JAPAN = said(Attribute.QUALIFIED_SUPPLIERS, economies=("JPN",))


def looked_at(
    on: dt.date, *, events: Sequence[Event] = (), rules: Sequence[Policy] = (), statements: Sequence[Statement] = ()
) -> dict[tuple[str, str], Attention]:
    knowledge = Knowledge(
        items=ITEMS,
        item_codes=CODES,
        rows=(),
        supplies=SUPPLIES,
        events=events,
        rules=rules,
        statements=statements,
        limits=KR,
    )
    return {(row.item, row.economy): row for row in attention("KOR", on=on, knowledge=knowledge)}


def supply_of(item: str) -> Supply:
    return next(supply for supply in SUPPLIES if supply.item == item)


def grounds(row: Attention, *, lifting: bool = True) -> set[Ground]:
    return {reason.ground for reason in row.reasons if reason.lifts is lifting}


def test_a_single_supplier_rule_flags_japan_for_the_two_that_kept_flowing_and_not_for_the_one_that_stopped() -> None:
    assert depends_on(supply_of("photoresist"), "JPN", KR) is True
    assert depends_on(supply_of("fluor_polyimide"), "JPN", KR) is True
    assert depends_on(supply_of("hf"), "JPN", KR) is False


def test_whether_anybody_else_holds_more_than_half_of_hf_is_unknown() -> None:
    supply = supply_of("hf")
    assert supply.verdict.met is None
    assert not supply.is_top_certain
    assert depends_on(supply, "CHN", KR) is None


def test_with_chinas_share_of_the_same_months_nobody_holds_more_than_half_of_hf() -> None:
    rows = [make_provision("hf", "JPN", 0.439), make_provision("hf", "CHN", 0.463)]
    (supply,) = supplies(rows, KR, preset="KR-50")
    assert (supply.top_economy, supply.verdict.met) == ("CHN", False)


def test_before_the_measure_hf_is_not_lifted_and_the_sheet_says_what_the_code_cannot_tell() -> None:
    rows = looked_at(BEFORE, events=[MEASURE])
    assert rows["photoresist", "JPN"].is_lifted
    assert rows["fluor_polyimide", "JPN"].is_lifted
    hf = rows["hf", "JPN"]
    assert not hf.is_lifted
    assert any("cannot tell etching grade from the rest" in reason.text for reason in hf.reasons)
    assert any("43.9%" in reason.text and "not met" in reason.text for reason in hf.reasons)


def test_the_measure_in_force_lifts_hf_and_japan_with_its_reason() -> None:
    hf = looked_at(AFTER, events=[MEASURE])["hf", "JPN"]
    assert grounds(hf) == {Ground.EVENT}
    assert any("in force since 2019-07-04" in reason.text for reason in hf.reasons)


def test_an_announced_measure_lifts_before_it_is_in_force() -> None:
    hf = looked_at(dt.date(2019, 7, 2), events=[MEASURE])["hf", "JPN"]
    assert hf.is_lifted
    assert any("announced since 2019-07-01" in reason.text for reason in hf.reasons)


def test_after_the_first_relief_the_measure_is_remembered_and_lifts_no_more() -> None:
    hf = looked_at(dt.date(2020, 1, 1), events=[MEASURE])["hf", "JPN"]
    assert Ground.EVENT in grounds(hf, lifting=False)
    assert not hf.is_lifted


def test_grade_and_qualification_entered_lift_hf_and_japan_without_any_measure() -> None:
    hf = looked_at(BEFORE, statements=[GRADE, ONLY_JAPAN])["hf", "JPN"]
    assert grounds(hf) == {Ground.QUALIFIED}
    assert any("nobody else is, whatever the code's shares say" in reason.text for reason in hf.reasons)
    assert any("needed in grade etching, 12N" in reason.text for reason in hf.reasons)


def test_two_qualified_suppliers_do_not_lift() -> None:
    two = said(Attribute.QUALIFIED_SUPPLIERS, economies=("JPN", "BEL"))
    rows = looked_at(BEFORE, statements=[two])
    assert not rows["hf", "JPN"].is_lifted
    assert ("hf", "BEL") in rows


def test_stock_that_ends_before_a_replacement_is_qualified_is_said() -> None:
    stock = said(Attribute.STOCK_DAYS, low=60, high=90)
    months = said(Attribute.QUALIFICATION_MONTHS, low=12, high=12)
    hf = looked_at(BEFORE, statements=[stock, months])["hf", "JPN"]
    (cover,) = [reason.text for reason in hf.reasons if reason.ground is Ground.COVER]
    assert cover.startswith("stock of 60..90 days ends before a replacement is qualified, which takes 12..12 months")


def test_a_measure_on_a_member_touches_its_family() -> None:
    knowledge = Knowledge(
        items=(make_item("photoresist"), make_item("resist_euv", parent="photoresist")),
        item_codes=(),
        rows=(),
        supplies=(),
        events=[replace(MEASURE, items=("resist_euv",))],
        rules=(),
        statements=(),
        limits=KR,
    )
    assert {row.item for row in attention("KOR", on=AFTER, knowledge=knowledge)} == {"photoresist", "resist_euv"}


def test_customs_rows_speak_beside_published_shares() -> None:
    market = make_market({"281111": [44, 46, 10]}, suppliers=("JPN", "CHN", "TWN"), year=2018)
    rows = reliance([market], year=2018, parameters=PARAMETERS, members=lambda _: (), lineage=one_edition)
    knowledge = Knowledge(
        items=ITEMS, item_codes=CODES, rows=rows, supplies=SUPPLIES, events=(), rules=(), statements=(), limits=KR
    )
    found = {(row.item, row.economy): row for row in attention("KOR", on=BEFORE, knowledge=knowledge)}
    (reason,) = [reason for reason in found["hf", "CHN"].reasons if reason.ground is Ground.SHARE]
    assert "CHN comes first in code 281111 (HS17) in 2018; KR-50: not met" in reason.text
    assert not found["hf", "CHN"].is_lifted


def test_world_supply_is_no_ground_where_clear_customs_rows_show_what_is_bought() -> None:
    world = supplies([make_provision("hf", "JPN", 0.7, market="WLD")], KR, preset="KR-50")
    market = make_market({"281111": [20, 70, 10]}, suppliers=("JPN", "CHN", "TWN"), year=2018)
    rows = reliance([market], year=2018, parameters=PARAMETERS, members=lambda _: (), lineage=one_edition)
    without, beside = (
        {
            row.economy
            for row in attention(
                "KOR",
                on=AFTER,
                knowledge=Knowledge(
                    items=ITEMS,
                    item_codes=CODES,
                    rows=held,
                    supplies=world,
                    events=(),
                    rules=(),
                    statements=(),
                    limits=KR,
                ),
            )
            if row.is_lifted
        }
        for held in ((), rows)
    )
    assert (without, beside) == ({"JPN"}, {"CHN"})


def test_a_stop_that_was_feared_and_never_came_is_no_measure() -> None:
    feared = replace(MEASURE, outcome=Outcome.NO_INTERRUPTION, effective=None, eased=None)
    assert ("hf", "JPN") not in {key for key, row in looked_at(AFTER, events=[feared]).items() if row.is_lifted}


def test_even_a_code_that_is_the_item_tells_no_grade_but_the_importers_own_line_may() -> None:
    whole = replace(CODES[1], signal=Signal.IS_ITEM)
    national = replace(whole, code="2811111000", edition=Edition.NATIONAL, jurisdiction="KOR")
    foreign = replace(national, code="281111000", jurisdiction="JPN", signal=Signal.MIXED)
    knowledge = Knowledge(
        items=ITEMS,
        item_codes=[whole, national, foreign],
        rows=(),
        supplies=SUPPLIES,
        events=(),
        rules=(),
        statements=(),
        limits=KR,
    )
    (hf,) = (row for row in attention("KOR", on=BEFORE, knowledge=knowledge) if row.item == "hf")
    assert [reason.text.split()[1] for reason in hf.reasons if reason.ground is Ground.CODE] == ["281111"]
