"""Documents on alerts: graphite of 2023 on real data, and the notice of 2019 that no data of ours show."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.app.at_desk import desk

from haechi.app import carding, panels
from haechi.app.desk import Desk
from haechi.app.entering import Entry, enter
from haechi.app.loading import Terms, load
from haechi.app.panels import History
from haechi.app.stakes import holding, weigh, weigh_item
from haechi.brief import pdf
from haechi.brief.dossier import Dossier
from haechi.errors import HaechiError
from haechi.model.dates import PartialDate
from haechi.model.happening import Outcome
from haechi.model.knowledge import Attribute
from haechi.model.notice import Notice, NoticeState
from haechi.model.signal import Level, Movement, Node
from haechi.store.workspace import create
from haechi.watch.decision import as_signals, index_of
from haechi.watch.mirror import MirrorState

FILE = "comtrade_china_exports_monthly_2017_2024.parquet"
DAY = dt.date(2026, 11, 22)
NODE = Node(level=Level.EXPORTER_ITEM, code="250410", edition="HS22", exporter="CHN")
NOTICE = Notice(
    id=1,
    number=1,
    items=("hf",),
    codes=(),
    exporter="JPN",
    importers=("KOR",),
    what="Licence per shipment for hydrogen fluoride",
    announced=PartialDate.parse("2019-07-01"),
    effective=PartialDate.parse("2019-07-04"),
    state=NoticeState.ANNOUNCED,
    who="a desk",
    at=dt.datetime(2019, 7, 1, 9, tzinfo=dt.UTC),
    source="a cable",
)


@pytest.fixture(scope="module")
def at(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    held = Desk(workspace=create(tmp_path_factory.mktemp("carding")), today=DAY, as_of=DAY)
    load(held, [shared_data / "trade" / FILE], Terms(), lambda _name, _done, _total: None)
    return held


@pytest.fixture(scope="module")
def view(at: Desk) -> History:
    (found,) = panels.histories(at, panels.settings(at), source=None)
    return found


def dossier(at: Desk, view: History, period: str, code: str, *, level: Level = Level.EXPORTER_ITEM) -> Dossier:
    release = panels.decide(at, view, index_of(view.watched, period), ())
    signal = next(row for row in release.signals if row.node.code == code and row.node.level is level)
    return carding.of_signal(at, view.watched, view.panel, signal)


def quiet_dossier(at: Desk, view: History, period: str) -> Dossier:
    """All exports of graphite in a month in which nothing was to be told of them."""
    month = index_of(view.watched, period)
    ids = [view.watched.nodes.node(index).id for index in range(view.watched.nodes.size)]
    index = ids.index("exporter-item/250410/as reported/CHN/-")
    assert index not in {ids.index(row.node.id) for row in panels.decide(at, view, month, ()).signals}
    (signal,) = as_signals(view.watched, month, [index], lambda _: False)
    return carding.of_signal(at, view.watched, view.panel, signal)


@pytest.fixture(scope="module")
def stop(at: Desk, view: History) -> Dossier:
    return dossier(at, view, "2023-12", "250410")


def test_the_stop_of_graphite_is_told_with_its_buyers(stop: Dossier) -> None:
    assert stop.card is not None
    assert stop.card.signal.movement is Movement.DROP
    assert stop.card.movers is not None
    assert [row.node.importer for row in stop.card.movers.listed[:3]] == ["KOR", "USA", "JPN"]


def test_what_was_announced_and_took_effect_is_marked(stop: Dossier) -> None:
    assert [(str(row.date), row.what.message) for row in stop.around.happenings] == [
        ("2023-10-20", "announced"),
        ("2023-12-01", "in force"),
    ]


def test_precedents_are_those_that_had_begun_the_same_item_first(at: Desk, view: History) -> None:
    found = quiet_dossier(at, view, "2024-05").around.precedents
    assert found[0].event == "CHN-GRAPHITE-2023"
    assert found[0].same == ("item", "exporter")
    assert found[0].outcome is Outcome.SURGE_THEN_INTERRUPTION
    assert all(row.date.first <= dt.date(2024, 5, 31) for row in found)


def test_what_took_effect_on_the_very_flows_just_now_is_no_precedent(at: Desk, view: History, stop: Dossier) -> None:
    """The controls of 1 December 2023 are what the card is about: from 120 days on they are a precedent."""
    assert stop.around.precedents
    assert all(row.date.first <= dt.date(2023, 12, 31) for row in stop.around.precedents)
    for cards in (stop, quiet_dossier(at, view, "2023-10"), quiet_dossier(at, view, "2024-03")):
        events = {row.event for row in cards.around.precedents}
        assert ("CHN-GRAPHITE-2023" in events) is (cards.period == "2024-03")


def test_the_document_of_a_quiet_month_is_named_after_the_flows(
    at: Desk, view: History, stop: Dossier, tmp_path: Path
) -> None:
    quiet = quiet_dossier(at, view, "2023-10")
    notice = carding.of_notice(desk(), NOTICE)
    names = [
        Path(str(carding.write(one, tmp_path, forms=("html",))[0][0]["file"])).name for one in (quiet, stop, notice)
    ]
    assert [name.split("-")[0] for name in names] == ["flows", "alert", "alert"]


def test_a_card_in_another_language_has_a_name_of_its_own(stop: Dossier, tmp_path: Path) -> None:
    names = [
        Path(str(carding.write(stop, tmp_path, forms=("html",), language=language)[0][0]["file"])).name
        for language in ("en", "ko")
    ]
    assert names[1] == names[0].replace("-2023-12.html", "-ko-2023-12.html")
    assert names[1] != names[0]


def test_figures_that_others_published_on_the_flow_stand_with_their_source(stop: Dossier) -> None:
    to_japan = [row for row in stop.around.published if row.importer == "JPN" and (row.note or "").startswith("flake")]
    assert [(str(row.period), row.value) for row in to_japan] == [("2023-11", 6138), ("2023-12", 0)]
    assert {row.source for row in to_japan} == {"fastmarkets-graphite-2024"}


def test_the_other_side_is_absent_and_revisions_are_not_known_where_nothing_else_is_held(stop: Dossier) -> None:
    assert stop.mirror is not None
    assert (stop.mirror.state, stop.mirror.source) == (MirrorState.ABSENT, None)
    assert stop.survival is not None
    assert stop.survival.of == 0


def test_korea_and_the_world_are_flagged_by_published_shares(stop: Dossier) -> None:
    flags = {flag.importer: flag for flag in stop.around.flags}
    assert flags["KOR"].top_economy == flags["WLD"].top_economy == "CHN"
    assert flags["KOR"].rules["KR-50"] is True


def test_gallium_and_germanium_cannot_be_told_apart_at_six_digits(at: Desk, view: History) -> None:
    found = dossier(at, view, "2021-06", "811292", level=Level.PAIR)
    mixed = {row.item: row.signal for row in found.around.blindness}
    assert mixed["gallium"] == mixed["germanium"] == "C"
    assert {"gallium", "germanium"} <= {*found.around.items}


def test_the_document_is_written_the_same_twice(stop: Dossier, tmp_path: Path) -> None:
    first = carding.write(stop, tmp_path / "one")[0]
    second = carding.write(stop, tmp_path / "two")[0]
    assert [row["form"] for row in first] == ["html", "pdf"]
    for one, two in zip(first, second, strict=True):
        assert Path(str(one["file"])).read_bytes() == Path(str(two["file"])).read_bytes()


def test_every_name_and_source_that_is_mentioned_is_told(stop: Dossier) -> None:
    told = {reference.id for reference in stop.references}
    assert {row.source for row in stop.around.precedents} <= told
    assert {"CHN", "KOR", "natural_graphite"} <= stop.names.keys()


def test_the_payload_is_json_without_nan(stop: Dossier) -> None:
    again = json.loads(json.dumps(carding.payload(stop), allow_nan=False))
    assert again["card"]["signal"]["node"]["code"] == "250410"
    assert again["around"]["happenings"][0]["date"] == "2023-10-20"


def test_the_notice_of_2019_shows_what_was_published_of_hydrogen_fluoride() -> None:
    found = carding.of_notice(desk(), NOTICE)
    from_japan = {
        str(row.period): row.value for row in found.around.published if (row.note or "").startswith("Japan's export")
    }
    assert from_japan["2019-06"] == pytest.approx(2939, abs=1)
    assert (from_japan["2019-07"], from_japan["2019-08"]) == (479, 0)
    assert (found.card, found.mirror) == (None, None)
    assert "281111" in found.around.codes


def test_the_notice_of_2019_is_no_precedent_of_itself() -> None:
    events = {row.event for row in carding.of_notice(desk(), NOTICE).around.precedents}
    assert "JPN-HF-2019" not in events
    assert "JPN-PR-2019" in events
    a_day_later = replace(NOTICE, announced=PartialDate.parse("2019-07-02"))
    assert "JPN-HF-2019" in {row.event for row in carding.of_notice(desk(), a_day_later).around.precedents}


def test_a_notice_is_not_told_what_came_after_the_day() -> None:
    found = carding.of_notice(desk("2019-07-10"), NOTICE)
    assert all(row.period.start.first < dt.date(2019, 7, 1) for row in found.around.published)


def test_stock_that_was_entered_goes_before_what_is_usual(tmp_path: Path) -> None:
    held = desk("2026-06-01", tmp_path)
    usual = holding(held, "natural_graphite", Attribute.STOCK_DAYS, "KOR")
    entry = Entry(
        item="natural_graphite",
        economy="KOR",
        stock_days="90",
        grade=None,
        qualified=None,
        qualification_months=None,
        source="a call",
        who="a desk",
        note=None,
    )
    enter(held, entry, at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
    held = Desk(workspace=held.workspace, today=held.today, as_of=held.as_of)
    entered = holding(held, "natural_graphite", Attribute.STOCK_DAYS, "KOR")
    assert usual is not None
    assert usual.economy is None
    assert entered is not None
    assert (entered.low, entered.economy, entered.origin) == (90, "KOR", "a call")
    assert holding(held, "natural_graphite", Attribute.STOCK_DAYS, "NLD") == usual


def test_an_entered_stock_puts_the_first_stop_off_and_the_consequence_down(tmp_path: Path) -> None:
    at = desk("2026-06-01", tmp_path)
    entry = Entry(
        item="natural_graphite",
        economy="KOR",
        stock_days="90",
        grade=None,
        qualified=None,
        qualification_months=None,
        source="a call",
        who="a desk",
        note=None,
    )
    enter(at, entry, at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
    pair = Node(level=Level.PAIR, exporter="CHN", importer="KOR")
    for node in (pair, replace(pair, level=Level.EXPORTER_ITEM, importer=None)):
        usual, entered = (
            weigh_item(held, node, "natural_graphite")
            for held in (desk(), Desk(workspace=at.workspace, today=at.today, as_of=at.as_of))
        )
        for found, early in ((usual, 30), (entered, 90)):
            assert found.first_stop_days is not None
            assert found.first_stop_days[0] == pytest.approx(early)
            assert found.first_stop_days[1] is None
        assert entered.value < usual.value
        assert entered.bound_days == 0


def test_a_code_of_no_item_weighs_least_and_one_of_several_as_its_heaviest() -> None:
    held = desk()
    assert weigh(held, NODE, ()).value == pytest.approx(0.05)
    items = ("gallium", "germanium", "indium")
    assert weigh(held, NODE, items).value == max(weigh_item(held, NODE, item).value for item in items)


def test_an_exporter_that_nobody_names_counts_as_the_whole_and_is_marked() -> None:
    found = weigh(desk(), Node(level=Level.EXPORTER_ITEM, exporter="BTN"), ("natural_graphite",))
    assert (found.exposure, found.is_bound) == (1.0, True)


def test_a_form_that_cannot_be_made_is_told_and_the_other_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> bytes:
        raise HaechiError("no font has it")

    monkeypatch.setattr(pdf, "document", refuse)
    rows, lacking = carding.write(carding.of_notice(desk(), NOTICE), tmp_path)
    assert [row["form"] for row in rows] == ["html"]
    assert lacking == ("No PDF was written: no font has it.",)
