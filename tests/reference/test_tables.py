from pathlib import Path

import pytest

from haechi.errors import FactError
from haechi.model.chain import Link, Stage
from haechi.model.citation import Source
from haechi.reference.tables import columns, read

LINK = "supplier,customer,essentiality,device_type,reason,source,locator,as_of,method\n"


def table(folder: Path, name: str, text: str) -> Path:
    (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_row_becomes_its_type(tmp_path: Path) -> None:
    table(tmp_path, "links", LINK + "neon,excimer_laser,critical,all,buffer gas,s,p. 3,2022-03,reported\n")
    (link,) = read("links", Link, folder=tmp_path)
    assert (link.supplier, link.essentiality.value, str(link.citation.as_of)) == ("neon", "critical", "2022-03")


def test_an_empty_cell_is_none_only_where_the_type_allows_it(tmp_path: Path) -> None:
    header = "id,publisher,title,date,url,licence,redistributable\n"
    table(tmp_path, "sources", header + "a,P,T,,,public domain,yes\n")
    (source,) = read("sources", Source, folder=tmp_path)
    assert (source.date, source.url, source.redistributable) == (None, None, True)
    table(tmp_path, "sources", header + "a,P,,,,public domain,yes\n")
    with pytest.raises(FactError, match="table sources, line 2 .*is empty"):
        read("sources", Source, folder=tmp_path)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("neon,excimer_laser,vital,all,r,s,l,2022,reported", "'vital' is not a valid Essentiality"),
        ("neon,excimer_laser,critical,all,r,s,l,March 2022,reported", "'March 2022' is not a date"),
        ("neon,excimer_laser,critical,all,r,s,,2022,reported", "is empty"),
        ("neon,excimer_laser,critical,all,r,s,l,2022", "number of cells"),
        ("neon,neon,critical,all,r,s,l,2022,reported", "to itself"),
    ],
)
def test_a_bad_cell_is_named_by_table_and_line(tmp_path: Path, row: str, words: str) -> None:
    table(tmp_path, "links", LINK + row + "\n")
    with pytest.raises(FactError, match=f"table links, line 2.*{words}"):
        read("links", Link, folder=tmp_path)


def test_foreign_columns_are_refused(tmp_path: Path) -> None:
    table(tmp_path, "links", "from,to\na,b\n")
    with pytest.raises(FactError, match="columns are"):
        read("links", Link, folder=tmp_path)


def test_names_and_citation_spread_over_columns() -> None:
    spread = ["id", "position", "name_en", "name_ko", "name_nl", "source", "locator", "as_of", "method"]
    assert columns(Stage) == spread
