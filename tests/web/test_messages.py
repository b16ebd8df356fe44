"""Catalogues of the pages: every text of a template, of the rooms and of the heads of columns, in Korean and Dutch."""

import ast
import typing
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from jinja2.ext import extract_from_ast

from haechi.model.content import hints
from haechi.model.entries import CONTENTS
from haechi.web.labels import LABELS, WORDS

WEB, BRIEFS = (Path(str(files(f"haechi.{package}"))) for package in ("web", "brief"))
ENVIRONMENT = Environment(extensions=["jinja2.ext.do"], autoescape=True)


@cache
def spoken() -> frozenset[str]:
    """Every message: what templates say by `_`, what modules say by `say` and `said`, and the words of states."""
    return frozenset(_spoken())


def _spoken() -> Iterator[str]:
    for path in WEB.glob("templates/**/*.html"):
        for _, _, message in extract_from_ast(ENVIRONMENT.parse(path.read_text(encoding="utf-8")), ("_",)):
            yield str(message[0] if isinstance(message, tuple) else message)
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("say", "said"):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)
                else:
                    assert node.func.id == "say", f"{path.name}: a message is a literal text"
    yield from {word.value for words in WORDS for word in words} - set(catalogue("ko", BRIEFS))


@cache
def catalogue(language: str, package: Path = WEB) -> dict[str, str]:
    """The messages of a language that have a text."""
    read = read_po(BytesIO((package / "locale" / f"{language}.po").read_bytes()), locale=language)
    return {str(message.id): str(message.string) for message in read if message.id and message.string}


def placeholders(text: str) -> set[tuple[str, str]]:
    """Names in braces with how their values are written."""
    return {(name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", ["ko", "nl"])
def test_every_message_has_a_text(language: str) -> None:
    held = {**catalogue(language), **catalogue(language, BRIEFS)}
    assert sorted(set(spoken()) - set(held)) == []


@pytest.mark.parametrize("language", ["ko", "nl"])
def test_a_catalogue_holds_no_message_that_is_gone(language: str) -> None:
    assert sorted(set(catalogue(language)) - set(spoken())) == []


@pytest.mark.parametrize("language", ["ko", "nl"])
def test_a_text_has_the_placeholders_of_its_message(language: str) -> None:
    held = catalogue(language)
    assert [message for message, text in held.items() if placeholders(message) != placeholders(text)] == []


@pytest.mark.parametrize("language", ["ko", "nl"])
def test_a_promise_that_drifts_is_not_called_late(language: str) -> None:
    held = {**catalogue(language, BRIEFS), **catalogue(language)}
    assert not {held["drifting"], held["overdue"], held["days late"]} & {"지연", "vertraagd"}
    assert held["drifting"] in held["Overdue and drifting"]


def heads() -> Iterator[str]:
    """Columns that templates write the heads of, and fields and columns of the forms of entries."""
    for path in WEB.glob("templates/**/*.html"):
        tree = ENVIRONMENT.parse(path.read_text(encoding="utf-8"))
        for loop in tree.find_all(nodes.For):
            if isinstance(loop.target, nodes.Name) and loop.target.name == "column":
                yield from (word.value for word in loop.iter.find_all(nodes.Const))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in ("heads", "label", "rows"):
                given = [arg for arg in call.args if isinstance(arg, nodes.Tuple) or call.node.name == "label"]
                yield from (arg.value for arg in given if isinstance(arg, nodes.Const))
                yield from (word.value for arg in given for word in arg.find_all(nodes.Const))
    for kind in CONTENTS.values():
        for name, hint in hints(kind).items():
            yield name
            if typing.get_origin(hint) is tuple and is_dataclass(hint.__args__[0]):
                yield from hints(typing.cast("type", hint.__args__[0]))


def test_every_head_of_a_column_has_a_text() -> None:
    found = set(heads())
    assert {"owner", "same", "digest"} <= found
    assert sorted(found - set(LABELS)) == []
