import datetime as dt
from pathlib import Path

import pytest

from haechi.app import handing
from haechi.brief.document import Brief
from haechi.errors import HaechiError


def brief(text: str) -> Brief:
    return Brief(
        title="Title",
        subtitle="Subtitle",
        issued=dt.date(2026, 11, 22),
        language="ko",
        lead=(text,),
        sections=(),
        references_heading="Sources",
        references=(),
        colophon=(),
    )


GLYPH_OF_NO_FONT = brief("\U000f0000")


def test_every_form_is_written_under_one_name(tmp_path: Path) -> None:
    files, lacking = handing.write(brief("text"), tmp_path / "new", "it", ("html", "pdf", "xlsx"))
    assert [path.name for path in files.values()] == ["it.html", "it.pdf", "it.xlsx"]
    assert all(path.stat().st_size for path in files.values())
    assert lacking == ()


def test_where_no_font_has_the_script_the_other_forms_are_written_and_a_sentence_says_so(tmp_path: Path) -> None:
    files, lacking = handing.write(GLYPH_OF_NO_FONT, tmp_path, "it", ("html", "pdf"))
    assert list(files) == ["html"]
    assert lacking[0].startswith("No PDF was written: ")
    assert "install fonts-noto-cjk, fonts-nanum or the extra `korean`" in lacking[0]
    assert not (tmp_path / "it.pdf").exists()


def test_a_pdf_that_was_asked_for_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HaechiError, match="needs a font with Hangul"):
        handing.write(GLYPH_OF_NO_FONT, tmp_path, "it", ("pdf",))
