"""The brief of a stress run: what it says of 2019 by hand, its two pages, its bytes, its name."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk, replay

from haechi.app.desk import Desk
from haechi.app.entering import Entry, enter
from haechi.app.report import Report
from haechi.app.run_document import Writing, write
from haechi.app.run_outcome import outcome
from haechi.app.stressing import Question, stress
from haechi.brief.document import Brief, Picture, Section, Table
from haechi.brief.messages import Messages
from haechi.brief.run import compose
from haechi.errors import UnknownName

DAY = "2026-11-22"
OWN = """
id = "../<b>mine</b>"
title = "A title of <script>alert(1)</script> {braces}"
kind = "what if"
economies = ["KOR", "NLD", "DEU", "JPN", "USA"]
remarks = [REMARKS]
"""
REMARKS = ", ".join(f'"{number} {"A long remark of a user. " * 40}"' for number in range(12))
SHOCK = """
[[shocks]]
economy = "CHN"
item = "%s"
depth = [0.7, 1.0]
share = 0.6
start = 2027-02-01
"""
LOST = ("gallium", "germanium", "natural_graphite", "tungsten_ore", "fluorspar_acid", "diodes", "transistors", "neon")


@pytest.fixture(scope="module")
def ran() -> Callable[..., Report]:
    """Runs of scenarios with the course of the loss, each once."""
    held: dict[tuple[str, ...], Report] = {}

    def run(scenario: str, at: Desk | None = None, **asked: Any) -> Report:
        key = (scenario, str(asked), str(at))
        if key not in held:
            question = Question(scenario=scenario, with_course=True, **({"draws": 200} | asked))
            held[key] = stress(at or desk(DAY), question, lambda *_: None)
        return held[key]

    return run


def brief(report: Report, language: str = "en", at: Desk | None = None) -> Brief:
    return compose(outcome(at or desk(DAY), report.payload(), language), Messages(language))


def section(made: Brief, heading: str) -> Section:
    return next(found for found in made.sections if found.heading == heading)


def table(found: Section) -> Table:
    return next(block for block in found.blocks if isinstance(block, Table))


def words(made: Brief) -> str:
    """Everything in the body of a brief."""
    return str((made.lead, made.sections))


def pages(report: Report, language: str, folder: Path) -> int:
    """Pages of the PDF."""
    rows = write(desk(DAY), report.json().encode(), Writing(folder=folder, forms=("pdf",), language=language)).rows
    return len(re.findall(rb"/Type\s*/Page\b", Path(str(rows[0]["file"])).read_bytes()))


def test_the_lead_says_the_first_stop_with_its_interval_and_the_bound_that_is_no_forecast(
    ran: Callable[..., Report],
) -> None:
    """The worst: the least stock of the time, 30 days after 4 July; the bound: 0.439 x 0.825 of the supply to 0.7."""
    stop, bound, matters = brief(ran("hf-2019", draws=2000)).lead
    assert stop == (
        "First line stop (Etch and clean, South Korea): about 4 September 2019; in nine draws of ten between 12 August "
        "2019 and 12 October 2019; at the worst on 3 August 2019. No line stops within 180 days in 1% of 2,000 draws."
    )
    assert bound == (
        "Bound, which is no forecast: from 4 July 2019 on 36–70\u00a0% of the output, without any stock, goods on "
        "their way or substitute. No stop is earlier."
    )
    assert matters.startswith("What matters most: stock of hydrogen fluoride. First stop where it is low: 21 August")


def test_what_is_lost_stands_with_its_dates_its_bands_and_its_sources(ran: Callable[..., Report]) -> None:
    made = brief(ran("hf-2019"))
    lost = section(made, "What is lost, by whom, from when")
    assert str(lost.blocks[0]).count("Announced 1 July 2019, in force 4 July 2019: Licence per shipment for hyd") == 1
    supplies = {row[0]: row[1:] for row in table(lost).rows}
    assert supplies["Hydrogen fluoride, Japan"] == (
        "South Korea",
        "4 July 2019",
        "82.5–100\u00a0%",
        "43.9–70\u00a0%*",
        "56–135 days, then back over 60–180* days",
        "[4][3]",
    )
    assert "Stock of hydrogen fluoride in those days: 30–60 days [6]." in str(lost.blocks)
    assert "one to two months at Korean chip makers" in made.references[5]


def test_the_stages_stand_in_a_table_that_fits(ran: Callable[..., Report]) -> None:
    stages = table(section(brief(ran("hf-2019")), "When lines stop"))
    assert len(stages.rows) == 10
    etch = next(row for row in stages.rows if row[1] == "Etch and clean")
    assert etch[:5] == ("Front-end processing", "Etch and clean", "2019-08-03", "2019-08-03", "2019-08-03")
    assert etch[6:] == ("36–70\u00a0%", "0–101")
    many = table(section(brief(ran("licence-change-nld")), "When lines stop"))
    assert (len(many.rows), many.header[0]) == (7, "Economy")
    assert "Further stages that stand in the run: " in many.caption


def test_what_would_change_the_answer_comes_from_the_draws_and_what_happened_from_the_scenario(
    ran: Callable[..., Report],
) -> None:
    made = brief(ran("hf-2019", draws=2000))
    first = table(section(made, "What would change the answer")).rows[0]
    assert first[0] == "Stock of hydrogen fluoride"
    assert re.fullmatch(r"\d+ August 2019 \(day 4\d\)", first[1])
    assert "Taiwan gave 40 per cent" in str(section(made, "What happened in fact"))
    assert "What happened:" not in words(made)


def test_every_source_is_cited_by_its_number(ran: Callable[..., Report]) -> None:
    for name in ("hf-2019", "licence-change-kor"):
        made = brief(ran(name))
        cited = {int(number) for number in re.findall(r"\[(\d+)\]", words(made))}
        assert cited == set(range(1, len(made.references) + 1))
        assert not [text for text in made.references if text.startswith("Entered here")]


def test_pictures_say_in_words_what_they_show(ran: Callable[..., Report]) -> None:
    found = [block for part in brief(ran("hf-2019")).sections for block in part.blocks if isinstance(block, Picture)]
    stops, growth = found
    assert "Etch and clean: about " in stops.alternative
    assert growth.alternative.startswith(
        "Output lost so far: Etch and clean, South Korea. In 180 days, to the end of 30 December 2019"
    )


def test_where_nothing_stops_the_brief_says_so_and_draws_no_empty_picture(ran: Callable[..., Report]) -> None:
    made = brief(ran("tsmc-quake-2024"))
    assert made.lead[0].startswith("No line stops in Taiwan, South Korea, Netherlands, United States within 180 days")
    assert "stocks on the way cover 14 days" in made.lead[0]
    assert not [block for part in made.sections for block in part.blocks if isinstance(block, Picture)]


def test_where_nothing_is_lost_the_brief_says_why(ran: Callable[..., Report]) -> None:
    (said,) = brief(ran("hf-2019", economies=("NLD",))).lead
    assert said.startswith("Nothing is lost in Netherlands: ")
    assert "lost to KOR only" in said or "lost to South Korea only" in said


def test_a_replay_says_that_its_sources_came_later(ran: Callable[..., Report], tmp_path: Path) -> None:
    at = replay("2019-07-04", tmp_path)
    said = words(brief(ran("hf-2019", at), at=at))
    assert "8 of its 10 sources are later than 4 July 2019" in said
    assert "written afterwards" not in words(brief(ran("hf-2019")))
    assert brief(ran("hf-2019", at)) == brief(ran("hf-2019", at), at=at)


@pytest.mark.parametrize("language", ["en", "ko", "nl"])
@pytest.mark.parametrize("name", ["hf-2019", "gallium-germanium-2023", "licence-change-kor", "licence-change-nld"])
def test_it_has_at_most_two_pages(ran: Callable[..., Report], name: str, language: str, tmp_path: Path) -> None:
    assert pages(ran(name), language, tmp_path) <= 2


def test_what_a_user_wrote_is_cut_to_two_pages_and_runs_nowhere(ran: Callable[..., Report], tmp_path: Path) -> None:
    report = ran("own", text=OWN.replace("REMARKS", REMARKS) + "".join(SHOCK % item for item in LOST))
    assert pages(report, "en", tmp_path / "pdf") <= 2
    rows = write(desk(DAY), report.json().encode(), Writing(folder=tmp_path, forms=("html",))).rows
    assert [path.name for path in tmp_path.glob("*.html")] == [f"stress-b-mine-b-{DAY}.html"]
    page = Path(str(rows[0]["file"])).read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "{braces}" in page
    assert "Further notes that stand in the run: " in page
    assert "Further supplies that stand in the run: 2." in page


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_the_same_run_gives_the_same_bytes(ran: Callable[..., Report], form: str, tmp_path: Path) -> None:
    content = ran("hf-2019").json().encode()
    one, other = (
        write(desk(DAY), content, Writing(folder=tmp_path / name, forms=(form,))).rows[0]["file"] for name in "ab"
    )
    assert Path(str(one)).read_bytes() == Path(str(other)).read_bytes()


@pytest.mark.parametrize(
    ("asked", "language", "name"),
    [
        ({}, "en", "stress-hf-2019-2026-11-22.html"),
        ({}, "nl", "stress-hf-2019-nl-2026-11-22.html"),
        ({"economies": ("KOR", "NLD")}, "en", "stress-hf-2019-KOR-NLD-2026-11-22.html"),
        ({"horizon_days": 90}, "en", "stress-hf-2019-90-days-2026-11-22.html"),
    ],
)
def test_files_of_other_questions_have_other_names(
    ran: Callable[..., Report], asked: Mapping[str, Any], language: str, name: str, tmp_path: Path
) -> None:
    content = ran("hf-2019", **asked).json().encode()
    write(desk(DAY), content, Writing(folder=tmp_path, forms=("html",), language=language))
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_run_can_write_its_brief_itself(ran: Callable[..., Report], tmp_path: Path) -> None:
    asked = Question(scenario="hf-2019", draws=200, brief=Writing(folder=tmp_path / "new", forms=("html",)))
    report = stress(desk(DAY), asked, lambda *_: None)
    assert report.notes[-1] == f"The brief stands in {tmp_path / 'new' / f'stress-hf-2019-{DAY}.html'}."
    write(desk(DAY), ran("hf-2019").json().encode(), Writing(folder=tmp_path / "kept", forms=("html",)))
    written = [path.read_bytes() for path in sorted(tmp_path.rglob("*.html"))]
    assert written[0] == written[1]


def test_the_brief_speaks_dutch_and_korean_down_to_the_names_of_unknowns(ran: Callable[..., Report]) -> None:
    report = ran("hf-2019", draws=2000)
    dutch, korean = (brief(report, language) for language in ("nl", "ko"))
    assert dutch.title == "Japans vergunningen voor drie chipmaterialen naar Korea"
    assert "In 1% van 2.000 trekkingen stopt binnen 180 dagen geen lijn." in dutch.lead[0]
    assert table(section(dutch, "Wat het antwoord zou veranderen")).rows[0][0] == "Voorraad waterstoffluoride (HF)"
    assert "82,5–100\u00a0%" in table(dutch.sections[0]).rows[0]
    assert korean.lead[0].startswith("첫 라인 중단(식각·세정, 대한민국): 2019년 9월 4일경.")


def test_a_language_that_no_catalogue_speaks_is_named_and_nothing_is_written(
    ran: Callable[..., Report], tmp_path: Path
) -> None:
    with pytest.raises(UnknownName, match="no catalogue of messages for 'tlh'"):
        write(desk(DAY), ran("hf-2019").json().encode(), Writing(folder=tmp_path / "new", language="tlh"))
    assert not (tmp_path / "new").exists()


def test_what_was_entered_moves_the_answer_of_the_brief(ran: Callable[..., Report], tmp_path: Path) -> None:
    at = desk(DAY, tmp_path)
    given = dict.fromkeys(("grade", "qualified", "qualification_months", "note"))
    entry = Entry(item="hf", economy="KOR", stock_days="90..90", source="importers", who="Kim", **given)
    enter(at, entry, at=dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
    stop, *_ = brief(ran("hf-2019", at), at=at).lead
    assert "at the worst on 2 October 2019" in stop
