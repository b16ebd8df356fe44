import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from haechi.brief import html, pdf
from haechi.brief.document import Brief, Bullets, Paragraph, Picture, Section, Table
from haechi.brief.messages import Messages
from haechi.charts.bars import Bar, bars
from haechi.errors import UnknownName
from haechi.model.estimate import Estimate

PICTURE = bars([Bar(label="HF", share=Estimate(value=0.439), note="JPN")], title="Suppliers", axis="share")
BRIEF = Brief(
    title="Republic of Korea: <dependence>",
    subtitle="Key items",
    issued=dt.date(2026, 11, 22),
    language="en",
    lead=("One #sentence with $signs_ and \\commands.",),
    sections=(
        Section(
            heading="What changed",
            blocks=(
                Paragraph(text="A paragraph."),
                Bullets(points=("first", "second")),
                Table(caption="Shares", header=("Item", "Share"), rows=(("HF", "43.9 %"),), widths=(3, 1)),
                Picture(svg=PICTURE, caption="Suppliers of HF", alternative="Japan supplies 43.9 % of HF."),
            ),
        ),
    ),
    references_heading="Sources",
    references=("KITA, 2019",),
    colophon=("Made with Haechi.",),
)


def test_the_page_escapes_what_it_shows_and_keeps_the_picture() -> None:
    page = html.page(BRIEF)
    assert "Republic of Korea: &lt;dependence&gt;" in page
    assert "<svg" in page
    assert "<td>43.9 %</td>" in page


def test_the_page_asks_for_nothing_from_outside() -> None:
    assert not re.search(r"(?:src|href)=|url\(|@import|<script", html.page(BRIEF))


def test_the_pdf_is_the_same_bytes_every_time() -> None:
    made = pdf.document(BRIEF)
    assert made.startswith(b"%PDF-")
    assert made == pdf.document(BRIEF)


def test_messages_come_from_the_catalogue_of_the_language(tmp_path: Path) -> None:
    (tmp_path / "nl.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "{n} items"\nmsgstr "{n} artikelen"\n',
        encoding="utf-8",
    )
    say = Messages("nl", folder=tmp_path)
    assert (say("{n} items", n=2), say("Not there {x}", x=1)) == ("2 artikelen", "Not there 1")


def test_a_language_without_a_catalogue_is_named() -> None:
    with pytest.raises(UnknownName, match="no catalogue of messages for 'tlh'"):
        Messages("tlh")


def test_a_document_that_must_fit_is_set_smaller_until_it_does() -> None:
    long = replace(BRIEF, lead=("A sentence that takes about a line of the page, again and again. " * 3,) * 58)
    pages = [len(re.findall(rb"/Type\s*/Page\b", pdf.document(replace(long, most_pages=most)))) for most in (None, 2)]
    assert pages == [3, 2]
    assert pdf.document(replace(BRIEF, most_pages=2)) == pdf.document(BRIEF)
