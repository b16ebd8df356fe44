"""A month of flows judged among all flows, as when it was the newest."""

from pathlib import Path

import numpy as np
import pytest
from tests.app.at_desk import replay
from tests.app.test_panels import held

from haechi.app import judged_flows, panels
from haechi.app.desk import Desk
from haechi.app.item_flows import Question, flows
from haechi.model.signal import Level, Node

pytestmark = pytest.mark.usefixtures("watched_once")
CHINA = Node(level=Level.EXPORTER, exporter="CHN")


@pytest.fixture
def at(china: Path) -> Desk:
    return replay("2024-02-05", china)


def test_a_past_month_is_judged_as_the_watch_did_when_it_was_the_newest(at: Desk, china: Path) -> None:
    """Each month was published once, so that what is known of it has not changed since."""
    found = flows(at, Question(item="natural_graphite", month="2023-10"))
    judged = judged_flows.judged(at, found[0], ())
    then = replay("2023-12-05", china)
    (view,) = panels.newest(then, panels.settings(then), source=None)
    assert view.period == judged.view.period == "2023-10"
    np.testing.assert_array_equal(view.watched.judgement.p, judged.view.watched.judgement.p)
    assert judged.signals == panels.decide(then, view, view.month, ()).signals


def test_a_flow_that_the_watch_lists_is_told_as_it_lists_it(at: Desk) -> None:
    first, *others = flows(at, Question(item="natural_graphite"))
    judged = judged_flows.judged(at, first, ())
    assert judged.signal(first) in judged.signals
    assert judged.signal(first).node == first.node
    quiet = next(flow for flow in others if flow.node not in {signal.node for signal in judged.signals})
    assert judged.signal(quiet) == judged.of([quiet])[0]
    assert judged.is_judged(first)


def test_each_source_is_judged_once(at: Desk) -> None:
    found = flows(at, Question(item="natural_graphite"))
    by_source = judged_flows.by_source(at, found, ())
    assert list(by_source) == ["comtrade:exporter"]
    signals = by_source["comtrade:exporter"].of(found)
    assert [signal.node for signal in signals] == [flow.node for flow in found]


def test_a_node_is_found_by_its_code_and_month(at: Desk) -> None:
    (pair,) = flows(at, Question(item="natural_graphite", exporter="CHN", importer="KOR"))
    found = judged_flows.of_node(at, pair.node, "2023-11", ())
    assert found is not None
    judged, flow = found
    assert (flow.node, flow.period, judged.view.period) == (pair.node, "2023-11", "2023-11")
    assert judged_flows.of_node(at, pair.node, "2016-11", ()) is None
    elsewhere = Node(level=Level.PAIR, code="250410", edition="as reported", exporter="JPN", importer="KOR")
    assert judged_flows.of_node(at, elsewhere, "2023-11", ()) is None


def test_a_sum_over_codes_has_all_its_parts(tmp_path: Path) -> None:
    codes = ("250410", "281111", "280429", "381800", "811292")  # fewer are no sum
    rows = [["2023-03", "CHN", "KOR", "X", code, 5e6, 1e4] for code in codes]
    at = held(tmp_path, rows)
    found = judged_flows.of_node(at, CHINA, "2023-03", ())
    assert found is not None
    judged, flow = found
    assert (flow.node, flow.period, judged.signal(flow).value_usd) == (CHINA, "2023-03", 25e6)
    assert not judged.is_judged(flow)
    assert judged_flows.of_node(at, CHINA, "2023-04", ()) is None
