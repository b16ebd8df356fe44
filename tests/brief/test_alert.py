"""The document on an alert, from a dossier that is made by hand."""

import datetime as dt
import math
import re
from dataclasses import replace

import pytest

from haechi.brief import html, pdf
from haechi.brief.alert import compose
from haechi.brief.document import Brief, Bullets, Paragraph, Picture, Table
from haechi.brief.dossier import (
    Blindness,
    Dossier,
    Flag,
    Happening,
    Holding,
    Precedent,
    Published,
    Stake,
    Surroundings,
    Survival,
)
from haechi.brief.findings import Reference
from haechi.brief.messages import Messages
from haechi.model.dates import PartialDate, Span
from haechi.model.estimate import Estimate
from haechi.model.happening import Outcome
from haechi.model.notice import Notice, NoticeState
from haechi.model.signal import AlertLevel, Level, Movement, Node, Reading, Signal
from haechi.sentence import said
from haechi.watch.card import Against, Card, Clearing, Range, Series, Split
from haechi.watch.consequence import consequence
from haechi.watch.course import UNITS, Point, Quantity
from haechi.watch.mirror import Mirror, MirrorState
from haechi.watch.movers import Amount, Mover, Movers, State

NODE = Node(level=Level.EXPORTER_ITEM, code="250410", edition="HS22", exporter="CHN")
NAMES = {"CHN": "China", "KOR": "South Korea", "WLD": "World", "natural_graphite": "Natural graphite", "dram": "DRAM"}
LIMITS = {"least_reach": 0.1, "reach_of_no_item": 0.05, "cover_days": 30.0}
SEEN = {Quantity.VALUE: 3e6, Quantity.WEIGHT: 2.7e6, Quantity.UNIT_VALUE: 1.09}
NOTHING = Amount(seen=None, expected=None, change=None)
SIGNAL = Signal(
    node=NODE,
    period="2023-12",
    movement=Movement.DROP,
    level=AlertLevel.ALERT,
    reading=Reading.SUPPLIER_SIDE,
    p_value=0.014,
    q_value=0.021,
    probability=0.979,
    expected=23.3e6,
    low=15.6e6,
    high=34.5e6,
    value_usd=3e6,
    weight_kg=2.7e6,
    stratum="exporter x item, regular, calm, large",
    evidence=(),
    explains=("pair/250410/HS22/CHN/KOR",),
    reasons=("19 of the 34 pairs that can be judged fell by more than their usual spread",),
)


def series(quantity: Quantity) -> Series:
    number = SEEN[quantity]
    months = ("2023-11", "2023-12")
    points = [
        Point(
            month=month,
            observed=number,
            judged=number,
            expected=8 * number,
            low=5 * number,
            high=12 * number,
            is_joined=False,
        )
        for month in months
    ]
    return Series(quantity=quantity, unit=UNITS[quantity], points=tuple(points))


def split(**changes: float | None) -> Split:
    whole = Split(
        against=Against.EXPECTED,
        value_usd=3e6,
        base_usd=23.3e6,
        weight_kg=2.7e6,
        base_kg=13.8e6,
        ln_value=-2.0,
        ln_quantity=-1.6,
        ln_unit_value=-0.4,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


MOVED = Mover(
    node=replace(NODE, level=Level.PAIR, importer="KOR"),
    state=State.MOVED,
    value_usd=Amount(seen=2e6, expected=8e6, change=-6e6),
    weight_kg=Amount(seen=1.1e6, expected=4.2e6, change=-3.1e6),
)
CARD = Card(
    signal=SIGNAL,
    series=tuple(series(quantity) for quantity in Quantity),
    splits=(split(),),
    movers=Movers(
        listed=(MOVED,),
        counts={State.MOVED: 1, State.QUIET: 0, State.UNJUDGED: 2},
        rest=2,
        rest_usd=NOTHING,
        rest_kg=NOTHING,
        left_over_usd=NOTHING,
        left_over_kg=NOTHING,
        whole_usd=Amount(seen=3e6, expected=23.3e6, change=-20.3e6),
        whole_kg=NOTHING,
    ),
    clearing=Clearing(
        period="2024-02",
        is_joined=True,
        ranges=(Range(quantity=Quantity.VALUE, expected=16.2e6, low=10.5e6, high=24.6e6),),
    ),
)
AROUND = Surroundings(
    codes=("250410",),
    items=("natural_graphite",),
    exporter="CHN",
    importer=None,
    stakes=(
        Stake(
            item="natural_graphite",
            stage="raw_material",
            use="Batteries and crucibles",
            devices=(),
            reaches=3,
            stock_days=Holding(low=30, high=90, economy=None, origin="haechi-assumptions"),
            requalification_months=None,
            source="a",
        ),
    ),
    flags=(
        Flag(
            importer="KOR",
            item="natural_graphite",
            scope=said("presence"),
            top_economy="CHN",
            top_share=Estimate(value=0.97),
            exporter_share=Estimate(value=0.97),
            hhi=Estimate(value=0.94),
            rules={"KR-50": True, "CHAIN-65": None},
            sources=("a",),
        ),
    ),
    blindness=(Blindness(item="natural_graphite", code="250410", signal="A", reason="it is the item", source="a"),),
    precedents=(
        Precedent(
            event="E-1",
            title="Licence for gallium",
            exporter="CHN",
            outcome=Outcome.SURGE_THEN_INTERRUPTION,
            date=PartialDate.parse("2023-08-01"),
            lasted_days=61,
            same=("exporter",),
            source="b",
        ),
    ),
    published=(
        Published(
            item="natural_graphite",
            exporter="CHN",
            importer="KOR",
            period=Span.parse("2023-12"),
            value=0,
            unit="t",
            note="flake",
            source="b",
        ),
    ),
    happenings=(Happening(date=PartialDate.parse("2023-12-01"), what=said("in force"), title="Permit for graphite"),),
)
DOSSIER = Dossier(
    id=SIGNAL.id,
    period="2023-12",
    card=CARD,
    is_signal=True,
    notice=None,
    consequence=consequence(reach=0.0, exposure=0.78, first_stop=(30, math.inf), limits=LIMITS, horizon_days=180),
    mirror=Mirror(state=MirrorState.ABSENT),
    survival=Survival(kept=0, of=0),
    around=AROUND,
    names=NAMES,
    data=said("none"),
    references=(Reference(id="a", text="First source."), Reference(id="b", text="Second source.")),
    issued=dt.date(2024, 1, 20),
    colophon=said("none"),
)
NOTICE = Notice(
    id=1,
    number=1,
    items=("natural_graphite",),
    codes=(),
    exporter="CHN",
    importers=("KOR",),
    what="Permit for graphite",
    announced=PartialDate.parse("2023-10-20"),
    effective=PartialDate.parse("2023-12-01"),
    state=NoticeState.ANNOUNCED,
    who="a desk",
    at=dt.datetime(2023, 10, 21, tzinfo=dt.UTC),
    source="a cable",
)


def composed(dossier: Dossier = DOSSIER) -> Brief:
    return compose(dossier, Messages("en"))


def with_card(**changes: object) -> Dossier:
    return replace(DOSSIER, card=replace(CARD, **changes))  # type: ignore[arg-type]


def words(brief: Brief) -> str:
    """Everything that a document says, but for its pictures."""
    parts = [brief.title, *brief.lead]
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                parts.append(block.text)
            elif isinstance(block, Bullets):
                parts += block.points
            elif isinstance(block, Table):
                parts += [" | ".join(row) for row in block.rows]
    return "\n".join(parts)


def test_the_title_says_what_moved_when_and_how_far() -> None:
    assert (
        composed().title
        == "China's exports of natural graphite (250410) fell in December 2023: 3.0 m USD, expected 24.0 m USD"
    )


@pytest.mark.parametrize(
    ("node", "flows"),
    [
        (
            replace(NODE, level=Level.PAIR, importer="KOR"),
            "China's exports of natural graphite (250410) to South Korea",
        ),
        (
            replace(NODE, level=Level.IMPORTER_ITEM, exporter=None, importer="KOR"),
            "South Korea's imports of natural gr",
        ),
        (replace(NODE, level=Level.ITEM, exporter=None), "Trade in natural graphite (250410)"),
        (Node(level=Level.EXPORTER, exporter="CHN"), "China's exports of all that is watched"),
        (Node(level=Level.STAGE, stage="raw_material"), "Trade in all that is watched of the stage raw_material"),
    ],
)
def test_every_level_of_nodes_has_its_words(node: Node, flows: str) -> None:
    assert composed(with_card(signal=replace(SIGNAL, node=node))).title.startswith(flows)


@pytest.mark.parametrize(
    ("movement", "way"),
    [(Movement.SURGE, "rose in"), (Movement.PRICE, "unit value moved"), (Movement.SHARE, "share moved")],
)
def test_every_way_has_its_words(movement: Movement, way: str) -> None:
    assert way in composed(with_card(signal=replace(SIGNAL, movement=movement))).title


def test_a_quiet_month_is_not_called_a_movement() -> None:
    found = composed(replace(DOSSIER, is_signal=False))
    assert (
        found.title == "China's exports of natural graphite (250410) in December 2023: 3.0 m USD, expected 24.0 m USD"
    )
    assert found.subtitle.startswith("No signal of early warning")
    assert not any("not due to chance" in sentence for sentence in found.lead)
    assert "What would clear it" not in {section.heading for section in found.sections}


def test_a_signal_has_its_probability_and_says_what_would_clear_it() -> None:
    found = composed()
    assert any(
        sentence.startswith("Probability that the movement is not due to chance: 98 %") for sentence in found.lead
    )
    assert "What would clear it" in {section.heading for section in found.sections}


def test_price_and_quantity_stand_in_words() -> None:
    said_first = composed().lead[0]
    assert said_first == "Against what was expected, value fell by 86 %: quantity −80 %, unit value −33 %."


def test_an_unknown_weight_is_said() -> None:
    found = composed(with_card(splits=(split(weight_kg=None, ln_quantity=None, ln_unit_value=None),)))
    assert "the weight is not known" in found.lead[0]


def test_a_complete_stop_is_said_without_logarithms() -> None:
    found = composed(with_card(splits=(split(value_usd=0.0, ln_value=None, ln_quantity=None, ln_unit_value=None),)))
    assert found.lead[0] == "Against what was expected (23.3 m USD): nothing was traded."


def test_the_picture_has_words_for_those_who_do_not_see_it() -> None:
    (picture,) = (block for section in composed().sections for block in section.blocks if isinstance(block, Picture))
    assert picture.alternative.startswith(composed().title)
    assert "Value at the end: 3.0 m USD; expected 24.0 m USD" in picture.alternative
    assert "2023-12-01  in force: Permit for graphite" in picture.svg


def test_the_numbers_of_the_picture_stand_in_a_table_the_newest_first() -> None:
    (table,) = composed().sections[-1].blocks
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["2023-12", "2023-11"]


def test_who_moved_stands_with_the_sum() -> None:
    text = words(composed())
    assert "South Korea | moved | 2.0 m USD | 8.0 m USD | −6.0 m USD | 1,100 t | 4,200 t | −3,100 t" in text
    assert "together |  | 3.0 m USD | 23.3 m USD | −20.3 m USD" in text


def test_a_drop_is_cleared_by_the_lower_end_and_a_surge_by_the_upper() -> None:
    assert "Cleared by February 2024, by the mean with January: at least 10.5 m USD." in words(composed())
    surge = with_card(signal=replace(SIGNAL, movement=Movement.SURGE))
    assert "at most 24.6 m USD." in words(composed(surge))


def test_without_an_expectation_nothing_clears_it() -> None:
    assert "Nothing can be expected of the months to come" in words(composed(with_card(clearing=None)))


def test_one_publication_only_leaves_the_next_revision_unknown() -> None:
    assert "not known, only one publication of each month is held" in words(composed())
    later = replace(DOSSIER, survival=Survival(kept=9, of=12))
    assert "of 12 past months that were published again" in words(composed(later))
    assert "within 5 % in 9 (75 %)" in words(composed(later))


@pytest.mark.parametrize(
    ("state", "verdict"), [(MirrorState.CONFIRMS, "confirms it"), (MirrorState.CONTRADICTS, "contradicts it")]
)
def test_the_other_side_is_told_with_its_numbers(state: MirrorState, verdict: str) -> None:
    mirror = Mirror(
        state=state,
        source="elsewhere",
        basis="importer report",
        pairs=3,
        of=4,
        seen_usd=2e6,
        expected_usd=9e6,
        other_usd=2.5e6,
        usual_ratio=1.1,
    )
    text = words(composed(replace(DOSSIER, mirror=mirror)))
    assert f"The other side {verdict}: elsewhere (importer report) has 2.5 m USD for 3 of 4 pairs" in text


def test_items_that_a_code_mixes_are_named() -> None:
    mixed = tuple(replace(AROUND.blindness[0], item=item, signal="C") for item in ("natural_graphite", "dram"))
    text = words(composed(replace(DOSSIER, around=replace(AROUND, blindness=mixed))))
    assert "Natural graphite, DRAM cannot be told apart by the code 250410." in text


def test_the_consequence_stands_with_its_parts() -> None:
    assert composed().lead[-1] == (
        "Consequence 0.04 of 1: reach in the chain 0.10 × share 0.78 × cover 0.50 (first line stop from day 30 on to "
        "none; bound: day 0)."
    )


@pytest.mark.parametrize(
    ("stop", "words"),
    [
        ((30, 75), "(first line stop from day 30 to 75; bound: day 0)"),
        ((math.inf, math.inf), "(no line stops within the horizon; bound: day 0)"),
        (None, "(nothing is known of a first line stop)"),
    ],
)
def test_every_answer_on_a_first_stop_is_told(stop: tuple[float, float] | None, words: str) -> None:
    unknown = consequence(reach=1.0, exposure=None, first_stop=stop, limits=LIMITS, horizon_days=180)
    lead = composed(replace(DOSSIER, consequence=unknown)).lead[-1]
    assert "as upper bound: the share is not known" in lead
    assert words in lead


def test_a_dutch_document_writes_numbers_with_a_comma_before_decimals() -> None:
    published = replace(DOSSIER.around.published[0], value=8_830)
    flag = replace(DOSSIER.around.flags[0], hhi=Estimate(value=None, low=0.24, high=0.5))
    around = replace(DOSSIER.around, published=(published,), flags=(flag,))
    text = words(compose(replace(DOSSIER, around=around), Messages("nl")))
    assert "8.830 t" in text
    assert "0,24–0,50" in text


def test_what_is_cited_leads_to_the_list_of_sources() -> None:
    text = words(composed())
    assert "2023-08-01 | China | Licence for gallium | surge then interruption | 61 days | exporter | [2]" in text
    assert "2023-12 | Natural graphite | China | South Korea | 0 t | flake | [2]" in text


def test_a_code_outside_the_chain_says_so() -> None:
    bare = replace(AROUND, stakes=(), blindness=(), items=(), flags=())
    assert "No item of the chain is known under this code" in words(composed(replace(DOSSIER, around=bare)))


def test_a_notice_without_data_is_a_document_too() -> None:
    found = composed(replace(DOSSIER, card=None, notice=NOTICE, mirror=None, survival=None))
    assert found.title == "Notice: Permit for graphite"
    assert "Announced 2023-10-20, effective 2023-12-01. From China to South Korea." in found.lead[0]
    assert not [block for section in found.sections for block in section.blocks if isinstance(block, Picture)]


def test_the_page_asks_for_nothing_from_outside_and_runs_nothing() -> None:
    assert not re.search(r"(?:src|href)=|url\(|@import|<script|\son\w+=|style=\"(?!width)", html.page(composed()))


def test_both_forms_are_the_same_bytes_every_time() -> None:
    assert html.page(composed()) == html.page(composed())
    made = pdf.document(composed())
    assert made.startswith(b"%PDF-")
    assert made == pdf.document(composed())
