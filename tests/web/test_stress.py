"""The room of scenarios: forms, what came of a run, runs beside each other."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.web.conftest import DAY, HOSTILE, application
from tests.web.languages import english
from tests.web.test_api_jobs import work

from haechi.app import jobs, runs
from haechi.app.desk import Desk
from haechi.reference.scenarios import library
from haechi.web.frame import messages
from haechi.web.visitor import Role

BUILT = {
    "title": "Our licence",
    "items": "gallium, germanium",
    "exporter": "CHN",
    "buyers": "NLD,KOR",
    "depth": "60..100",
    "start": "2027-02-01",
    "duration_days": "63..150",
    "recovery": "linear",
    "recovery_days": "30..90",
}


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with four runs: two that stop lines, one harmless, one that reaches nobody, and one that waits."""
    found = desk(DAY, tmp_path_factory.mktemp("stress"))
    client = TestClient(application(found), base_url="http://localhost")
    for scenario, economies in (("hf-2019", ""), ("neon-2022", ""), ("tsmc-quake-2024", ""), ("hf-2019", "NLD")):
        client.post("/stress", data={"scenario": scenario, "economies": economies, "draws": "200"})
    work(found)
    client.post("/stress", data={"scenario": "graphite-2023"})
    return found


@pytest.fixture(scope="module")
def client(at: Desk) -> Iterator[TestClient]:
    with TestClient(application(at), base_url="http://localhost") as found:
        yield found


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TestClient]:
    """A client of a desk without runs."""
    with TestClient(application(desk(DAY, tmp_path)), base_url="http://localhost") as found:
        yield found


def alert(text: str) -> str:
    found = re.search(r'<p class="error" role="alert">(.*?)</p>', text)
    assert found, text
    return found[1].replace("&#39;", "'")


@pytest.mark.parametrize("language", ["ko", "nl"])
@pytest.mark.parametrize(("path", "scenario"), [("/stress/1", "hf-2019"), ("/stress/2", "neon-2022")])
def test_a_run_shows_the_grounds_of_its_scenario_whole(
    client: TestClient, path: str, scenario: str, language: str
) -> None:
    (asked,) = (one for one in library() if one.id == scenario)
    grounds = [band.ground for shock in asked.shocks for band in shock.bands.values()]
    quoted = {ground for ground in grounds if not messages(language).speaks(ground)}
    text = unescape(client.get(path, headers={"accept-language": language}).text)
    assert [ground for ground in quoted if f'<td><span lang="en">{ground}</span></td>' not in text] == []
    assert len(quoted) > 1


def test_a_dutch_run_has_no_cell_with_an_english_point(client: TestClient) -> None:
    text = client.get("/stress/1", headers={"accept-language": "nl"}).text
    cells = re.findall(r'<td class="number">(.*?)</td>', text)
    assert [cell for cell in cells if re.search(r"\d\.\d", cell)] == []
    assert sum("," in cell for cell in cells) > 100


@pytest.mark.parametrize("path", ["/stress", "/stress/1", "/stress/4", "/stress/5", "/stress/compare?run=1&run=2"])
def test_every_page_keeps_the_policy_and_has_one_heading(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert text.count("<h1>") == 1
    assert not re.search(r"<script(?! type=\"module\" src=\"/static/\w+\.js\"></script>)|style=|<style|\son\w+=", text)


def test_the_room_lists_the_library_and_the_runs(client: TestClient) -> None:
    text = client.get("/stress").text
    assert 'href="/stress?scenario=hf-2019"' in text
    assert 'href="/stress/3"' in text
    assert '<option value="neon-2022" selected>' in client.get("/stress?scenario=neon-2022").text


def test_a_run_says_the_stop_with_its_interval_and_the_bound_beside_it_as_a_bound(client: TestClient) -> None:
    text = client.get("/stress/1").text
    point = text[text.index('<dl class="point">') : text.index("</dl>")]
    stop, bound, matters = re.findall(r"<div>(.*?)</div>", point, re.DOTALL)
    assert re.search(r"First line stop.*2019-09-\d\d.*2019-08-\d\d to 2019-1\d-\d\d in nine draws of ten", stop, re.S)
    assert "2019-08-03 at the worst" in stop
    assert "Bound, no forecast" in bound
    assert "2019-07-04" in bound
    assert "of hydrogen fluoride" in matters


def test_a_run_in_which_nothing_stops_says_none_and_why(client: TestClient) -> None:
    text = client.get("/stress/3?economy=KOR&stage=device").text
    assert "none within 180 days" in text
    assert re.search(r"none within 180 days: [a-z].*?\. Bound, without stocks and substitutes", text)


def test_a_run_that_reaches_nobody_says_so(client: TestClient) -> None:
    text = client.get("/stress/4").text
    assert "nothing is lost in NLD" in text
    assert "<svg" not in text


def test_every_picture_has_a_title_a_description_and_a_table_twin(client: TestClient) -> None:
    text = client.get("/stress/1").text
    pictures = re.findall(r"<svg .*?</svg>", text, re.DOTALL)
    assert len(pictures) == 3
    assert all("<title>" in picture and "<desc>" in picture for picture in pictures)
    assert text.count("data-day=") == 180
    assert "The same as a table" in text
    assert text.count("<caption>") >= 6


def test_the_stage_and_the_economy_that_are_looked_at_stand_in_the_address(client: TestClient) -> None:
    text = client.get("/stress/1?economy=KOR&stage=packaging").text
    assert "How the loss unfolds: Packaging, South Korea" in text
    answer = client.get("/stress/1?economy=JPN")
    assert (answer.status_code, alert(answer.text)) == (404, "'JPN' loses nothing in this run; look at KOR")
    assert client.get("/stress/1?stage=tea").status_code == 404


def test_a_run_that_is_done_offers_its_brief_and_makes_it(client: TestClient) -> None:
    text = client.get("/stress/1").text
    assert 'href="/briefs?paper=run&amp;about=1"' in text
    form = text[text.index('action="/briefs"') :]
    fields = dict(re.findall(r'name="(\w+)" value="(\w+)"', form[: form.index("</form>")]))
    assert fields == {"paper": "run", "about": "1", "form": "pdf", "language": "en"}
    answer = client.post("/briefs", data=fields)
    assert answer.url.path == "/briefs"
    assert f'Made: <a href="/briefs/stress-hf-2019-{DAY}.pdf">' in answer.text
    assert client.get(f"/briefs/stress-hf-2019-{DAY}.pdf").content.startswith(b"%PDF")


def test_the_form_of_documents_is_filled_for_a_run_and_for_an_alert(client: TestClient) -> None:
    text = client.get("/briefs?paper=run&about=1").text
    assert '<option value="run" selected>' in text
    assert 'value="1">' in text
    assert '<option value="1">Japan&#39;s licences for three chip materials to Korea' in text
    assert '<option value="alert" selected>' in client.get("/briefs?paper=alert&about=notice/1").text
    assert '<option value="5">' not in text


def test_a_run_that_waits_offers_no_brief(client: TestClient) -> None:
    assert 'action="/briefs"' not in client.get("/stress/5").text
    answer = client.post("/briefs", data={"paper": "run", "about": "5", "form": "pdf"})
    assert (answer.status_code, alert(answer.text)) == (
        422,
        "job 5 has no result, it is waiting (waits for a worker); wait until it is done",
    )


def test_sources_and_what_cannot_be_said_stand_at_the_end(client: TestClient) -> None:
    text = client.get("/stress/1").text
    assert "What this cannot say" in text
    assert "exposure is no probability" in text
    assert "Korea Financial Times" in text
    assert "No source stands behind: share of Japan in hydrogen fluoride" in text


def test_a_run_for_a_day_says_how_many_of_its_sources_nobody_could_have_read(at: Desk, client: TestClient) -> None:
    run = runs.run(at, 1)
    assert run.report is not None
    assert runs.later(at, run) == 0
    assert "The scenario was written afterwards" not in client.get("/stress/1").text
    then = replace(run, report=replace(run.report, as_of=dt.date(2019, 7, 4)))
    dates = [at.facts.source_by_id[name].date for name in run.report.sources if name in at.facts.source_by_id]
    assert runs.later(at, then) == sum(date is not None and date.first > dt.date(2019, 7, 4) for date in dates) > 0


def test_a_run_that_waits_can_be_followed_and_cancelled(client: TestClient) -> None:
    text = client.get("/stress/5").text
    assert 'data-events="/api/v1/jobs/5/events"' in text
    assert 'action="/jobs/5/cancel"' in text
    assert "/static/job.js" in text


def test_runs_stand_beside_each_other_stage_by_stage(client: TestClient) -> None:
    text = client.get("/stress/compare?run=1&run=2&economy=KOR&stage=subsystem").text
    assert "Output lost so far in half of the draws: Subsystems and parts, South Korea" in text
    assert "run 1: stop" in text
    assert "run 2: lost" in text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("?run=1", 422, "two or three runs can stand beside each other, not 1;"),
        ("", 422, "two or three runs can stand beside each other, not 0;"),
        ("?run=1&run=2&run=3&run=4", 422, "two or three runs can stand beside each other, not 4;"),
        ("?run=1&run=5", 422, "run 5 is waiting; only runs that are done can be compared"),
        ("?run=1&run=99", 404, "there is no job 99"),
    ],
)
def test_what_cannot_be_compared_is_said(client: TestClient, path: str, status: int, words: str) -> None:
    answer = client.get(f"/stress/compare{path}")
    assert (answer.status_code, alert(answer.text).startswith(words)) == (status, True)


def test_the_same_run_asked_again_is_the_earlier_one_and_the_page_says_so(client: TestClient) -> None:
    again = client.post("/stress", data={"scenario": "hf-2019", "draws": "200"})
    assert again.url.path == "/stress/1"
    assert "this is the earlier run" in again.text


def test_a_scenario_is_built_in_a_form(own: TestClient) -> None:
    started = own.post("/stress/build", data=BUILT)
    assert started.url.path == "/stress/1"
    toml = own.get("/api/v1/jobs/1").json()["rows"][0]["parameters"]["toml"]
    assert toml.count("[[shocks]]") == 2
    assert "depth = [0.6, 1.0]" in toml


def test_a_scenario_is_handed_in_as_a_file_or_as_text(own: TestClient) -> None:
    text = (Path(__file__).parents[2] / "src/haechi/reference/scenarios/neon-2022.toml").read_bytes()
    assert own.post("/stress/own", files={"file": ("my.toml", text)}).url.path == "/stress/1"
    assert own.post("/stress/own", data={"toml": text.decode()}).url.path == "/stress/1"
    wrong = own.post("/stress/own", files={"file": ("my.toml", b"\xff\xfe")})
    assert alert(wrong.text) == "the file 'my.toml' is no text in UTF-8; give a scenario as TOML"
    large = own.post("/stress/own", files={"file": ("my.toml", b"#" * 500_000)})
    assert alert(large.text).startswith("the file 'my.toml' is longer than a scenario can be")


@pytest.mark.parametrize(
    ("path", "data", "words", "kept"),
    [
        ("/stress", {"scenario": "hf-2019", "draws": "many"}, "draws 'many' is no whole number", 'value="many"'),
        ("/stress", {"scenario": "hf-2019", "economies": "KOX"}, "'KOX' is not an economy", 'value="KOX"'),
        ("/stress", {"scenario": "hf-2019", "start": "soon"}, "start 'soon' is no day", 'value="soon"'),
        ("/stress/build", BUILT | {"items": "galliom"}, "scenario of your own, shocks 1: item 'galliom'", "galliom"),
        ("/stress/build", BUILT | {"depth": "most"}, "depth in per cent 'most' is not a figure", 'value="most"'),
        ("/stress/build", BUILT | {"items": ""}, "the field item is empty; a scenario needs it", "Our licence"),
        ("/stress/build", BUILT | {"start": ""}, "scenario of your own, shocks 1 lacks 'start'", "Our licence"),
        ("/stress/own", {"toml": "id = 3"}, "scenario of your own: id 3 is not understood", "id = 3"),
        ("/stress/own", {"toml": "[" * 50_000}, "scenario of your own is", "[[["),
        ("/stress/own", {"toml": ""}, "a stress needs one scenario", "textarea"),
    ],
)
def test_what_is_typed_wrongly_is_named_and_nothing_typed_is_lost(
    own: TestClient, path: str, data: dict[str, str], words: str, kept: str
) -> None:
    answer = own.post(path, data=data)
    assert answer.status_code == 422
    assert alert(answer.text).startswith(words)
    assert kept in answer.text


def test_words_of_others_are_never_markup(own: TestClient) -> None:
    own.post("/stress/build", data=BUILT | {"title": HOSTILE})
    for path in ("/stress", "/stress/1", "/jobs"):
        text = own.get(path).text
        assert HOSTILE not in text
        assert "&lt;script&gt;" in text


def test_hostile_words_in_pictures_are_never_markup(tmp_path: Path) -> None:
    at = desk(DAY, tmp_path)
    client = TestClient(application(at), base_url="http://localhost")
    client.post("/stress/build", data=BUILT | {"title": HOSTILE, "horizon_days": "30"})
    work(at)
    text = client.get("/stress/1").text
    assert "<svg" in text
    assert HOSTILE not in text


def test_who_may_only_read_starts_nothing(tmp_path: Path) -> None:
    at = desk(DAY, tmp_path)
    client = TestClient(application(at, Role.VIEWER), base_url="http://localhost")
    assert client.get("/stress").status_code == 200
    for path, data in (("/stress", {"scenario": "hf-2019"}), ("/stress/build", BUILT), ("/stress/own", {"toml": ""})):
        assert client.post(path, data=data).status_code == 403
    assert jobs.every(at).rows == []


def test_without_a_workspace_the_room_says_what_to_do() -> None:
    client = TestClient(application(desk(DAY)), base_url="http://localhost")
    assert "there is none; make one with haechi init" in client.get("/stress").text
    assert client.post("/stress", data={"scenario": "hf-2019"}).status_code == 503


def test_the_day_that_is_answered_for_is_kept(own: TestClient) -> None:
    answer = own.post("/stress?as_of=2026-01-31", data={"scenario": "hf-2019"})
    assert answer.url.query == b"as_of=2026-01-31"
    assert own.get("/api/v1/jobs/1").json()["rows"][0]["answers_for"] == "2026-01-31"


@pytest.mark.parametrize("language", ["ko", "nl"])
@pytest.mark.parametrize("path", ["/stress", "/stress/1", "/stress/3", "/stress/4", "/stress/5"])
def test_no_sentence_of_a_run_stays_english(client: TestClient, path: str, language: str) -> None:
    firms = [shock.producer for scenario in library() for shock in scenario.shocks if shock.producer]
    found = english(client, path, language)
    assert [text for text in found if not any(firm in text for firm in firms)] == []
