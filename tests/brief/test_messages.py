import ast
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import haechi
from haechi.alliance.promises import State as PromiseState
from haechi.brief.agenda import Topic
from haechi.brief.messages import Messages, said
from haechi.model.alert import AlertState
from haechi.model.chain import Basis, DeviceType, Measure
from haechi.model.dates import Precision
from haechi.model.entries import CONTENTS, Completion, Counted, Result, Weight
from haechi.model.happening import Outcome
from haechi.model.notice import NoticeState
from haechi.model.signal import AlertLevel, Reading
from haechi.model.trade import ReportBasis
from haechi.reference.facts import load
from haechi.reference.scenarios import library
from haechi.watch.card import Against
from haechi.watch.movers import State

PACKAGE = Path(haechi.__file__).parent
WORDS_OF_THE_REGISTER: tuple[type[StrEnum], ...] = (
    AlertState,
    Completion,
    Counted,
    Precision,
    PromiseState,
    Result,
    Topic,
    Weight,
)
WORDS: tuple[type[StrEnum], ...] = (
    *WORDS_OF_THE_REGISTER,
    Against,
    AlertLevel,
    Basis,
    DeviceType,
    Measure,
    NoticeState,
    Outcome,
    Reading,
    ReportBasis,
    State,
)


PAPERS_ON_RUNS = (
    "app/run_outcome",
    "app/stressing",
    "brief/line_stops",
    "brief/lost_supply",
    "brief/retold",
    "brief/run",
    "brief/unfolding",
)
PAPERS = (
    "agenda",
    "bound",
    "quantities",
    "reach",
    "status",
    "citing",
    "convening",
    "points",
    "shared_alerts",
    "standing",
)


def spoken() -> Iterator[str]:
    """Every message of the briefs: the texts in calls of say and said, and the words of closed sets."""
    for path in [*(PACKAGE / "app").glob("*.py"), *(PACKAGE / "brief").glob("*.py")]:
        yield from messages_in(path)
    for words in WORDS:
        yield from (word.value for word in words)
    yield from names_of_fields()
    yield from texts_of_scenarios()


def texts_of_scenarios() -> Iterator[str]:
    """What the scenarios of the library say, and the titles of the events that they are about."""
    titles = {event.id: event.title for event in load().events}
    for scenario in library():
        yield from (scenario.title, *scenario.remarks, *filter(None, [scenario.happened]))
        yield from (titles[event] for event in scenario.events)


def spoken_of_runs() -> Iterator[str]:
    """Every message of the brief of a stress run."""
    for stem in PAPERS_ON_RUNS:
        yield from messages_in(PACKAGE / f"{stem}.py")
    yield from texts_of_scenarios()


def spoken_of_the_alliance() -> Iterator[str]:
    """Every message of the status sheet and of the agenda."""
    for path in [*(PACKAGE / "app").glob("*.py"), *(PACKAGE / "brief").glob("*.py")]:
        if path.stem in PAPERS:
            yield from messages_in(path)
    for words in WORDS_OF_THE_REGISTER:
        yield from (word.value for word in words)
    yield from names_of_fields()


def messages_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("say", "said"):
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def names_of_fields() -> Iterator[str]:
    """The fields of entries, in which two sides may differ."""
    yield from (field.name.replace("_", " ") for kind in CONTENTS.values() for field in fields(kind))


def catalogue(language: str) -> dict[str, str]:
    """The messages of a language that have a text."""
    read = read_po(BytesIO((PACKAGE / "brief" / "locale" / f"{language}.po").read_bytes()), locale=language)
    return {str(message.id): str(message.string) for message in read if message.id and message.string}


def placeholders(text: str) -> list[tuple[str, str]]:
    """Names in braces with how their values are written."""
    return sorted((name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", ["ko", "nl"])
def test_every_message_of_the_status_sheet_and_the_agenda_has_a_text(language: str) -> None:
    assert set(spoken_of_the_alliance()) - set(catalogue(language)) == set()


@pytest.mark.parametrize("language", ["ko", "nl"])
def test_every_message_of_the_brief_of_a_run_has_a_text(language: str) -> None:
    assert sorted(set(spoken_of_runs()) - set(catalogue(language))) == []


@pytest.mark.parametrize("language", ["ko", "nl"])
def test_a_text_has_the_placeholders_of_its_message(language: str) -> None:
    held = catalogue(language)
    assert [message for message, text in held.items() if placeholders(message) != placeholders(text)] == []


@pytest.mark.parametrize("language", ["ko", "nl"])
def test_a_catalogue_holds_no_message_that_is_gone(language: str) -> None:
    assert set(catalogue(language)) - set(spoken()) == set()


def test_the_template_holds_every_message_and_no_other() -> None:
    template = read_po(BytesIO((PACKAGE / "brief" / "locale" / "messages.pot").read_bytes()))
    assert {message.id for message in template if message.id} == set(spoken())


def test_a_sentence_is_put_into_a_language_with_its_parts() -> None:
    inner = said("{n:.0%} of {what}", n=0.439, what="HF")
    assert Messages("en").put(said("{part} ({year})", part=inner, year=2019)) == "44% of HF (2019)"


def test_several_sentences_are_joined() -> None:
    assert Messages("en").put((said("a"), said("b"))) == "a; b"
