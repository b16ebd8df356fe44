"""Documents of the desk on alerts and on runs: made into the outbox, or refused in one sentence."""

import datetime as dt
from pathlib import Path

import pytest
from tests.app.at_desk import desk

from haechi.app import documents, jobs
from haechi.app.desk import Desk
from haechi.app.documents import Paper, Wish
from haechi.app.noticing import Entry, add
from haechi.app.run_document import Writing
from haechi.app.stressing import Question, stress
from haechi.errors import HaechiError
from haechi.store import claims
from haechi.store.claims import Claim

DAY = "2026-11-22"
AT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a run that is done, one that failed, one that waits, a job of another kind, and a notice."""
    found = desk(DAY, tmp_path_factory.mktemp("documents") / "ws")
    jobs.ask(found, "stress", {"scenario": "hf-2019", "draws": 200}, who="Kim", at=AT)
    jobs.ask(found, "stress", {"scenario": "neon-2022"}, who="Kim", at=AT)
    jobs.ask(found, "stress", {"scenario": "quartz-2024"}, who="Kim", at=AT)
    jobs.ask(found, "watch", {}, who="Kim", at=AT)
    content = stress(found, Question(scenario="hf-2019", draws=200, with_course=True), lambda *_: None).json()
    with found.register() as register, register.writing() as connection:
        for _ in range(2):
            claims.claim(connection, "one", now=AT, until=AT + dt.timedelta(minutes=1))
        claims.done(connection, Claim(job=1, worker="one"), content.encode(), now=AT)
        claims.failed(connection, Claim(job=2, worker="one"), "the disk is full", now=AT)
    entry = Entry(items=["hf"], exporter="JPN", what="Licences", source="METI", who="Kim", announced="2019-07-01")
    add(found, entry, at=AT)
    return found


def make(at: Desk, paper: Paper, about: str, form: str = "html", language: str = "en") -> str:
    """The name of the file that was written."""
    report = documents.make(at, Wish(paper=paper, about=about, language=language, forms=(form,)))
    return Path(str(report.rows[0]["file"])).name


def test_the_brief_of_a_kept_run_is_that_of_a_new_one(at: Desk, tmp_path: Path) -> None:
    name = make(at, Paper.RUN, "1")
    assert name == f"stress-hf-2019-{DAY}.html"
    stress(
        at, Question(scenario="hf-2019", draws=200, brief=Writing(folder=tmp_path, forms=("html",))), lambda *_: None
    )
    assert (at.place.outbox / name).read_bytes() == (tmp_path / name).read_bytes()


def test_the_document_on_an_alert_is_made_from_its_id_or_a_part_of_it(at: Desk) -> None:
    name = make(at, Paper.ALERT, "notice/1", form="pdf")
    assert name == "alert-notice-1-2026-11.pdf"
    assert (at.place.outbox / name).read_bytes().startswith(b"%PDF")
    assert make(at, Paper.ALERT, " 1 ", language="nl") == "alert-notice-1-nl-2026-11.html"


@pytest.mark.parametrize(
    ("paper", "about"),
    [
        (Paper.DEPENDENCE, "NLD"),
        (Paper.ALERT, "notice/1"),
        (Paper.RUN, "1"),
        (Paper.STATUS, ""),
        (Paper.AGENDA, "kor-nld-semiconductor-dialogue"),
    ],
)
def test_a_paper_in_another_language_leaves_the_english_one_as_it_is(at: Desk, paper: Paper, about: str) -> None:
    english = make(at, paper, about)
    before = (at.place.outbox / english).read_bytes()
    for language in ("ko", "nl"):
        other = make(at, paper, about, language=language)
        assert other.replace(f"-{language}-", "-") == english
        assert other != english
    assert (at.place.outbox / english).read_bytes() == before


@pytest.mark.parametrize(
    ("paper", "about", "form", "said"),
    [
        (Paper.RUN, "2", "pdf", "job 2 has no result, it is failed (the disk is full); ask for it again"),
        (Paper.RUN, "3", "pdf", "job 3 has no result, it is waiting (waits for a worker); wait until it is done"),
        (Paper.RUN, "4", "pdf", "job 4 is no run of a scenario but of watch; see it among the jobs"),
        (Paper.RUN, "99", "pdf", "there is no job 99; `haechi jobs` lists them"),
        (Paper.RUN, "hf", "pdf", "'hf' is no number of a run; take one of the list on the page /stress"),
        (Paper.RUN, "1" * 30, "pdf", f"'{'1' * 30}' is no number of a run; take one of the list on the page /stress"),
        (Paper.RUN, " ", "pdf", "a brief of a run is about the number of a run; name it"),
        (Paper.ALERT, "", "pdf", "a document on an alert is about an alert; name it"),
        (Paper.ALERT, "notice/1", "xlsx", "a document on an alert is no spreadsheet; take html or pdf"),
        (Paper.ALERT, "notice/9", "html", "'notice/9'"),
    ],
)
def test_what_cannot_be_made_is_one_sentence(at: Desk, paper: Paper, about: str, form: str, said: str) -> None:
    with pytest.raises(HaechiError) as refused:
        make(at, paper, about, form=form)
    assert str(refused.value).startswith(said) or said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_documents_can_be_about_holds_runs_that_are_done_and_live_alerts(at: Desk) -> None:
    offered = dict(documents.subjects(at, "en"))
    assert offered["1"] == f"Japan's licences for three chip materials to Korea, {DAY}"
    assert not {"2", "3", "4"} & offered.keys()
    assert offered["notice/1"] == "Hydrogen fluoride, Japan: Licences"
    assert offered["KOR"] == "South Korea"
    assert dict(documents.subjects(at, "nl"))["KOR"] == "Zuid-Korea"


def test_the_card_of_an_item_of_which_only_a_notice_speaks_is_named(at: Desk) -> None:
    assert make(at, Paper.CARD, "hf").startswith("alert-notice-1-")
