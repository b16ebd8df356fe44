import ast
import datetime as dt
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import haechi
from haechi.alliance.promises import State as PromiseState
from haechi.brief.agenda import Topic
from haechi.brief.messages import Messages
from haechi.model.alert import AlertState
from haechi.model.chain import Basis, DeviceType, Measure
from haechi.model.dates import Precision
from haechi.model.entries import CONTENTS, Completion, Counted, Result, Weight
from haechi.model.happening import Outcome
from haechi.model.notice import NoticeState
from haechi.model.signal import AlertLevel, Reading
from haechi.model.trade import ReportBasis
from haechi.readers.layout import bundled
from haechi.reference.facts import load
from haechi.reference.scenarios import library
from haechi.sentence import said
from haechi.watch.card import Against
from haechi.watch.movers import State

PACKAGE = Path(haechi.__file__).parent
WORDS: tuple[type[StrEnum], ...] = (
    AlertState,
    Completion,
    Counted,
    Precision,
    PromiseState,
    Result,
    Topic,
    Weight,
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


@cache
def spoken() -> frozenset[str]:
    """Every message below the pages: the texts in calls of say and said, and the words of closed sets."""
    return frozenset(_spoken())


def _spoken() -> Iterator[str]:
    for path in PACKAGE.rglob("*.py"):
        if path.relative_to(PACKAGE).parts[0] != "web":
            yield from messages_in(path)
    for words in WORDS:
        yield from (word.value for word in words)
    yield from names_of_fields()
    yield from texts_of_scenarios()
    yield from (layout.completeness.cut for layout in bundled() if layout.completeness.cut)


def texts_of_scenarios() -> Iterator[str]:
    """What the scenarios of the library say, and the titles of the events that they are about."""
    titles = {event.id: event.title for event in load().events}
    for scenario in library():
        yield from (scenario.title, *scenario.remarks, *filter(None, [scenario.happened]))
        yield from (titles[event] for event in scenario.events)


def messages_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("say", "said"):
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                yield first.value


def names_of_fields() -> Iterator[str]:
    """The fields of entries, in which two sides may differ."""
    yield from (field.name.replace("_", " ") for kind in CONTENTS.values() for field in fields(kind))


@cache
def catalogue(language: str) -> dict[str, str]:
    """The messages of a language that have a text."""
    read = read_po(BytesIO((PACKAGE / "brief" / "locale" / f"{language}.po").read_bytes()), locale=language)
    return {str(message.id): str(message.string) for message in read if message.id and message.string}


def placeholders(text: str) -> list[tuple[str, str]]:
    """Names in braces with how their values are written."""
    return sorted((name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", ["ko", "nl"])
def test_every_message_has_a_text(language: str) -> None:
    assert sorted(set(spoken()) - set(catalogue(language))) == []


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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "First stop 2026-12-22, 1,234.5 of 44%"),
        ("ko", "첫 중단 2026년 12월 22일, 1,234.5 / 44%"),
        ("nl", "Eerste stop 22 december 2026, 1.234,5 van 44%"),
    ],
)
def test_numbers_and_days_are_written_as_the_language_does(language: str, text: str, tmp_path: Path) -> None:
    message = "First stop {day}, {n:,.1f} of {part:.0%}"
    texts = {"ko": "첫 중단 {day}, {n:,.1f} / {part:.0%}", "nl": "Eerste stop {day}, {n:,.1f} van {part:.0%}"}
    for name, own in texts.items():
        head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        (tmp_path / f"{name}.po").write_text(f'{head}msgid "{message}"\nmsgstr "{own}"\n', encoding="utf-8")
    told = said(message, day=dt.date(2026, 12, 22), n=1234.5, part=0.439)
    assert Messages(language, folder=tmp_path).put(told) == text
