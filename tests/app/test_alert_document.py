"""What an alert stands on, on real data of graphite and on a notice."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from tests.app.at_desk import desk

from haechi.app import noticing, watching
from haechi.app.alert_document import Shown, of_alert
from haechi.app.desk import Desk
from haechi.app.item_watch import Question, watched_item
from haechi.app.yearly_parts import label, picture
from haechi.brief.document import Picture
from haechi.charts.matrix import Words
from haechi.errors import NotCovered, UnknownName

pytestmark = pytest.mark.usefixtures("watched_once")
DAY = "2024-02-05"
GRAPHITE = "exporter-item/250410/as reported/CHN/-/drop"


@pytest.fixture(scope="module")
def at(china: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk of the day with the alerts of its release and a notice."""
    folder = tmp_path_factory.mktemp("document") / "ws"
    shutil.copytree(china, folder)
    found = desk(DAY, folder)
    moment = dt.datetime(2024, 2, 5, 9, tzinfo=dt.UTC)
    watching.watch(found, watching.Question(), at=moment)
    entry = noticing.Entry(
        items=["hf"], exporter="JPN", what="Licences", source="METI", who="a desk", announced="2019-07-01"
    )
    noticing.add(found, entry, at=moment)
    return found


def pictures(found: Shown) -> list[Picture]:
    return [block for section in found.document.sections for block in section.blocks if isinstance(block, Picture)]


def test_an_alert_shows_the_chart_of_the_card_of_its_item(at: Desk) -> None:
    found = of_alert(at, GRAPHITE)
    _, card = watched_item(at, Question(item="natural_graphite", exporter="CHN", is_shown=True))
    assert card is not None
    assert found.document.title.startswith("China's exports of natural graphite (250410) fell in December 2023")
    assert pictures(found) == pictures(card)
    assert len(pictures(found)) == 1


def test_it_shows_its_parts_over_the_years(at: Desk) -> None:
    found = of_alert(at, GRAPHITE)
    assert found.parts is not None
    assert found.parts.years == tuple(range(2017, 2024))
    names = [label(part.node, found.sides, at, "en") for part in found.parts.parts]
    assert names[0] in {"South Korea", "Japan", "United States"}
    words = Words(title="Parts", subtitle="", shading="share", unknown="unknown")
    drawn = picture(at, found.parts, found.sides, words, language="en", href="/dependence")
    assert all(name in drawn for name in names)


def test_an_alert_on_a_notice_shows_what_hangs_on_it(at: Desk) -> None:
    found = of_alert(at, "notice/1")
    assert found.document.title == "Notice: Licences"
    assert found.parts is None
    assert pictures(found) == []


def test_it_speaks_the_language_that_is_asked_for(at: Desk) -> None:
    assert of_alert(at, GRAPHITE, language="nl").document.language == "nl"


def test_an_alert_that_does_not_exist_is_named(at: Desk) -> None:
    with pytest.raises(UnknownName, match="'nothing/at/all' is not an alert"):
        of_alert(at, "nothing/at/all")


def test_data_that_are_gone_are_said(at: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    shutil.copytree(at.place.folder, folder)
    shutil.rmtree(folder / "lake")
    with pytest.raises(NotCovered):
        of_alert(desk(DAY, folder), GRAPHITE)


def test_a_watch_that_no_page_shows_makes_no_document(at: Desk) -> None:
    report, card = watched_item(at, Question(item="natural_graphite"))
    assert report.rows
    assert card is None
