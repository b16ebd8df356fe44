"""A brief as PDF/UA, typeset by typst from the same blocks as the HTML.

The content goes in as JSON, never as markup, so that no text can become a command. PDF/UA makes typst refuse a glyph
that no font has and a picture without words, rather than print boxes.
"""

import datetime as dt
import json
import re
from dataclasses import asdict
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path

import typst

from haechi.brief.document import Brief
from haechi.errors import HaechiError

_SIZES = ("1", "0.95", "0.9", "0.85", "0.8")  # of letters and pictures
_PAGE = re.compile(rb"/Type\s*/Page\b")  # written uncompressed


def document(brief: Brief) -> bytes:
    """The brief as PDF; the same brief gives the same bytes.

    Raises
    ------
    HaechiError
        If the document cannot be set, for example because no font on this machine has its script.
    """
    content = asdict(brief) | {"issued": brief.issued.isoformat()}
    for section, source in zip(content["sections"], brief.sections, strict=True):
        for block, given in zip(section["blocks"], source.blocks, strict=True):
            block["kind"] = type(given).__name__
    midnight = dt.datetime.combine(brief.issued, dt.time(), tzinfo=dt.UTC)
    with as_file(files("haechi.brief") / "templates" / "brief.typ") as template:
        try:
            return _fitted(template, json.dumps(content, ensure_ascii=False), int(midnight.timestamp()), brief)
        except typst.TypstError as error:
            raise HaechiError(_explained(error, brief.language)) from error


def _fitted(template: Path, content: str, timestamp: int, brief: Brief) -> bytes:
    """The document in the largest size in which it has no more pages than it may, or in the smallest."""
    made = b""
    for size in _SIZES:
        made = _compile(template, content, timestamp, size)
        if brief.most_pages is None or len(_PAGE.findall(made)) <= brief.most_pages:
            break
    return made


def _compile(template: Path, content: str, timestamp: int, size: str) -> bytes:
    inputs = {"brief": content, "size": size}
    made = typst.compile(
        template, font_paths=_fonts(), format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=timestamp
    )
    assert isinstance(made, bytes)  # noqa: S101 - typst returns bytes when it is given no output path
    return made


def _fonts() -> list[Path]:
    """Folders with fonts beside those of the system: that of the extra `korean`, where it is installed."""
    extra = find_spec("pylopdf_fonts_ko")
    return [Path(folder) for folder in extra.submodule_search_locations or ()] if extra else []


def _explained(error: typst.TypstError, language: str) -> str:
    words = " ".join(str(error).split())
    if language == "ko":
        return (
            f"the PDF cannot be set ({words}); a Korean brief needs a font with Hangul: "
            "install fonts-noto-cjk, fonts-nanum or the extra `korean`, or take the HTML"
        )
    return f"the PDF cannot be set: {words}; take the HTML instead"
