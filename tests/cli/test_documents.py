"""Briefs and the demonstration, as the program writes them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.running import haechi

HEADINGS = ["What changed", "So what", "Who decides by when", "What we do not know"]


def pages(pdf: Path) -> int:
    """Pages of a PDF: its objects of type Page; the typesetter writes those uncompressed."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def brief(economy: str, out: Path, *options: object) -> tuple[Path, Path]:
    """HTML and PDF of a brief."""
    rows = haechi("brief", economy, "--out", out, "--json", *options).payload["rows"]
    assert [(row["economy"], row["form"]) for row in rows] == [(economy, "html"), (economy, "pdf")]
    html, pdf = (Path(row["file"]) for row in rows)
    return html, pdf


def text(html: Path) -> str:
    return html.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """Briefs by published shares on a fixed day."""
    folder = tmp_path_factory.mktemp("published")
    return {name: brief(name, folder, "--as-of", "2026-06-01") for name in ("KOR", "NLD")}


@pytest.fixture(scope="module")
def by_customs(baci: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """Briefs by the BACI file on a fixed day."""
    folder = tmp_path_factory.mktemp("customs")
    return {name: brief(name, folder, "--as-of", "2026-06-01", "-w", baci) for name in ("KOR", "NLD")}


@pytest.mark.parametrize("economy", ["KOR", "NLD"])
def test_a_brief_by_published_shares_has_two_pages(published: dict[str, tuple[Path, Path]], economy: str) -> None:
    assert pages(published[economy][1]) == 2


@pytest.mark.parametrize("economy", ["KOR", "NLD"])
def test_a_brief_by_customs_data_has_two_pages_and_names_them(
    by_customs: dict[str, tuple[Path, Path]], economy: str
) -> None:
    html, pdf = by_customs[economy]
    assert pages(pdf) == 2
    assert "baci" in text(html)
    assert "2026-01-01" in text(html)


@pytest.mark.parametrize("economy", ["KOR", "NLD"])
def test_a_brief_has_its_four_sections_in_order(published: dict[str, tuple[Path, Path]], economy: str) -> None:
    html = text(published[economy][0])
    assert re.findall(r"<section>\s*<h2>(.*?)</h2>", html) == HEADINGS


@pytest.mark.parametrize("economy", ["KOR", "NLD"])
def test_every_number_in_brackets_leads_to_a_source_and_every_source_is_cited(
    published: dict[str, tuple[Path, Path]], by_customs: dict[str, tuple[Path, Path]], economy: str
) -> None:
    for made in (published, by_customs):
        html = text(made[economy][0])
        body, footer = html.split("<footer>")
        listed = len(re.findall(r"<li>", footer))
        assert {int(number) for number in re.findall(r"\[(\d+)\]", body)} == set(range(1, listed + 1))


def test_html_stands_alone(published: dict[str, tuple[Path, Path]]) -> None:
    html = text(published["KOR"][0])
    assert not re.search(r"<(script|link|iframe|img|object|embed)\b|@import|url\(|\bsrc=", html)
    assert not re.search(r'href="(?!#)', html)


def test_the_brief_by_published_shares_says_that_no_customs_data_answer(
    published: dict[str, tuple[Path, Path]],
) -> None:
    assert "no customs data answer for this day" in text(published["KOR"][0])


def test_the_same_brief_has_the_same_bytes(published: dict[str, tuple[Path, Path]], tmp_path: Path) -> None:
    again = brief("KOR", tmp_path, "--as-of", "2026-06-01")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in published["KOR"]]


def test_only_the_form_that_is_asked_for_is_written(workspace: Path) -> None:
    assert haechi("brief", "KOR", "--html", "-w", workspace).status == 0
    assert [path.suffix for path in (workspace / "outbox").iterdir()] == [".html"]


def test_a_language_without_a_catalogue_is_refused_in_a_sentence_and_nothing_is_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "'fr'" in haechi("brief", "KOR", "--language", "fr", "--out", out).complaint
    assert not out.exists()


def test_a_year_that_is_not_held_leaves_published_shares_and_says_so(baci: Path, tmp_path: Path) -> None:
    html, _ = brief("KOR", tmp_path, "-w", baci, "--year", 1999)
    assert "imports of KOR 1999 are not covered" in text(html)


def test_a_brief_needs_a_workspace_or_a_folder() -> None:
    assert "is not a workspace" in haechi("brief", "KOR").complaint


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    assert str(taken) in haechi("brief", "KOR", "--out", taken).complaint
    assert str(taken) in haechi("brief", "KOR", "--out", taken / "below").complaint


def test_the_demonstration_needs_no_terminal_and_can_be_repeated(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "haechi.cli.main", "demo", "-w", "demo", "--as-of", "2026-06-01"]
    first = subprocess.run(
        command, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False
    )
    assert (first.returncode, first.stderr) == (0, "")
    written = sorted((tmp_path / "demo" / "outbox").iterdir())
    assert [path.name for path in written] == [
        f"dependence-{economy}-2026-06-01.{form}" for economy in ("KOR", "NLD") for form in ("html", "pdf")
    ]
    words = " ".join(first.stdout.split())
    assert all(str(path.relative_to(tmp_path)) in words for path in written)
    assert "South Korea: whom it relies on" in words
    assert "Netherlands: whom it relies on" in words
    assert "No customs file is loaded" in words
    before = {path: path.read_bytes() for path in written}
    again = haechi("demo", "-w", tmp_path / "demo", "--as-of", "2026-06-01")
    assert again.status == 0
    assert {path: path.read_bytes() for path in written} == before


def test_the_demonstration_loads_the_files_that_are_named(baci_file: Path, tmp_path: Path) -> None:
    shown = haechi("demo", baci_file, "-w", tmp_path / "demo")
    assert shown.status == 0, shown.err
    assert "326231" in shown.words
    assert "No customs file is loaded" not in shown.words
    assert len(list((tmp_path / "demo" / "outbox").iterdir())) == 4


def test_the_demonstration_refuses_a_bad_file_in_a_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    assert "empty.csv" in haechi("demo", empty, "-w", tmp_path / "demo").complaint


def test_what_a_person_enters_lifts_an_item_in_the_brief(workspace: Path, tmp_path: Path) -> None:
    def marked(folder: str) -> bool:
        html, _ = brief("KOR", tmp_path / folder, "-w", workspace)
        return "Hydrogen fluoride (Japan)" in text(html)

    assert not marked("before")
    entered = haechi(
        "set", "hf", "--economy", "KOR", "--qualified", "JPN", "--source", "a call", "--by", "a desk", "-w", workspace
    )
    assert entered.status == 0, entered.err
    assert marked("after")


def test_json_of_a_brief_is_an_object_of_meta_and_rows(tmp_path: Path) -> None:
    shown = haechi("brief", "KOR", "--html", "--out", tmp_path, "--json")
    assert set(json.loads(shown.out)) == {"meta", "rows"}
