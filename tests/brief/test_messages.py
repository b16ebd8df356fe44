import ast
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po

import haechi
from haechi.brief.messages import Messages, said
from haechi.model.chain import Basis, DeviceType, Measure
from haechi.model.happening import Outcome
from haechi.model.notice import NoticeState
from haechi.model.signal import AlertLevel, Reading
from haechi.model.trade import ReportBasis
from haechi.watch.card import Against
from haechi.watch.movers import State

PACKAGE = Path(haechi.__file__).parent
WORDS: tuple[type[StrEnum], ...] = (
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


def spoken() -> Iterator[str]:
    """Every message of the briefs: the texts in calls of say and said, and the words of closed sets."""
    for path in [*(PACKAGE / "app").glob("*.py"), *(PACKAGE / "brief").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("say", "said"):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value
    for words in WORDS:
        yield from (word.value for word in words)


def test_the_template_holds_every_message_and_no_other() -> None:
    template = read_po(BytesIO((PACKAGE / "brief" / "locale" / "messages.pot").read_bytes()))
    assert {message.id for message in template if message.id} == set(spoken())


def test_a_sentence_is_put_into_a_language_with_its_parts() -> None:
    inner = said("{n:.0%} of {what}", n=0.439, what="HF")
    assert Messages("en").put(said("{part} ({year})", part=inner, year=2019)) == "44% of HF (2019)"


def test_several_sentences_are_joined() -> None:
    assert Messages("en").put((said("a"), said("b"))) == "a; b"
