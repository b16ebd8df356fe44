"""Korean and Dutch pages: what is English in them is a text of the tables and marked as such."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOSTILE
from tests.web.languages import english, texts

import haechi.web

TEMPLATES = sorted((Path(haechi.web.__file__).parent / "templates").glob("*.html"))
PAGES = (
    "/",
    "/alerts",
    "/alerts/notice/1",
    "/chain?stop=hf",
    "/data",
    "/dependence?side=suppliers",
    "/dependence/KOR",
    "/dependence/pair/KOR/NLD",
    "/items/hf",
    "/items/unobtainium",
    "/notices/1",
    "/programmes",
    "/register",
)


@pytest.mark.parametrize("language", ["ko", "nl"])
@pytest.mark.parametrize("path", PAGES)
def test_no_sentence_of_a_page_stays_english(client: TestClient, path: str, language: str) -> None:
    assert [text for text in english(client, path, language) if HOSTILE not in text] == []


def test_what_a_choice_sends_is_the_same_in_every_language() -> None:
    templates = sorted((Path(haechi.web.__file__).parent / "templates").glob("*.html"))
    choices = [
        choice for path in templates for choice in re.findall(r"<option[^\n]*?</option>", path.read_text("utf-8"))
    ]
    said = [choice for choice in choices if "|shown" in choice or "_(" in choice]
    assert len(said) > 5
    assert [choice for choice in said if "value=" not in choice] == []


def test_no_template_compares_what_is_said_in_a_language() -> None:
    compared = re.compile(r"\{%[^%]*\|(shown|told|quoted) (==|!=|in|not in) ")
    assert [path.name for path in TEMPLATES if compared.search(path.read_text("utf-8"))] == []


def test_what_is_wrong_in_a_form_is_said_in_the_language(client: TestClient) -> None:
    typed = {"items": "unobtainium", "exporter": "Mars", "announced": "2099-01-01", "effective": "soon", "what": "-"}
    answer = client.post("/notices", data=typed, headers={"accept-language": "nl"})
    assert answer.status_code == 422
    for said in (
        "&#39;unobtainium&#39; is geen artikel",
        "&#39;Mars&#39; is geen economie",
        "ligt na vandaag, 22 november 2026",
        "&#39;soon&#39; is geen datum",
        "een melding heeft geen bron",
    ):
        assert said in answer.text


def test_a_refusal_is_a_page_in_the_language(client: TestClient) -> None:
    told = texts(client, "/items/unobtainium", "ko")
    assert "표에 없습니다" in told
    assert any("은(는) 품목이 아닙니다" in text for text in told)
