import gzip
import zipfile
from pathlib import Path

import pytest

from haechi.errors import FileRefused
from haechi.readers import sniff
from haechi.readers.sniff import LONGEST_LINE, Form, parts

TABLE = "t,i,j,k,v,q\n2021,4,24,382390,52.051,13.2\n"


def _written(folder: Path, content: bytes, name: str = "x.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"x\.csv is empty \(0 bytes\)"):
        parts(_written(tmp_path, b""))


def test_a_file_of_blanks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="only blanks"):
        parts(_written(tmp_path, b" \n\n"))


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="is not a file"):
        parts(tmp_path / "none.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark_are_found(tmp_path: Path, encoding: str) -> None:
    (part,) = parts(_written(tmp_path, TABLE.encode(encoding)))
    with part.open_text() as text:
        assert text.read() == TABLE


def test_windows_text_is_read_with_a_word_on_the_first_line_that_shows_it(tmp_path: Path) -> None:
    (part,) = parts(_written(tmp_path, "a,b\nx,1\nCôte,—\n".encode("cp1252")))
    assert part.encoding == "cp1252"
    assert "first in line 3" in part.remarks[0]


def test_bytes_that_are_neither_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="neither UTF-8 nor cp1252"):
        parts(_written(tmp_path, b"a,b\n\x81\x8d,1\n"))


def test_nul_bytes_are_refused_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="line 2, holds a NUL byte"):
        parts(_written(tmp_path, b"a,b\n1,\x00\n"))


def test_a_line_of_a_hundred_megabytes_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write(b"t,i,j,k,v,q\n")
        for _ in range(100):
            file.write(b"9" * (1 << 20))
        file.write(b"\n2021,4,24,382390,52.051,13.2\n")
    with pytest.raises(FileRefused, match="line 2, is longer than 1,048,576 bytes"):
        parts(path)
    path.unlink()


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_long_lines_are_refused_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    content = ("a,b\né,2\n" + "x" * (LONGEST_LINE + 1) + "\n").encode(encoding)
    with pytest.raises(FileRefused, match="line 3, is longer"):
        parts(_written(tmp_path, content))


def test_an_archive_that_swells_as_no_table_does_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sniff, "_SMALL", 1 << 16)
    packed = tmp_path / "x.csv.gz"
    packed.write_bytes(gzip.compress(b"0\n" * (1 << 20)))
    with pytest.raises(FileRefused, match="x.csv.gz unpacks to more than 200 times its size"):
        parts(packed)
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.csv", b"0\n" * (1 << 20))
    with pytest.raises(FileRefused, match="x.zip:inside.csv unpacks to more than 200 times"):
        parts(path)


def test_a_truncated_gzip_is_refused(tmp_path: Path) -> None:
    content = gzip.compress((TABLE + "2021,4,28,382390,1,1\n" * 5000).encode())
    with pytest.raises(FileRefused, match="broken or truncated archive"):
        parts(_written(tmp_path, content[:-40], "x.csv.gz"))


def test_a_truncated_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.csv", TABLE * 500)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(FileRefused, match="broken or truncated zip"):
        parts(path)


def test_a_zip_with_damaged_content_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.csv", TABLE * 50)
    content = bytearray(path.read_bytes())
    content[200] ^= 0xFF
    path.write_bytes(bytes(content))
    with pytest.raises(FileRefused, match=r"damaged in its member 'x\.csv'"):
        parts(path)


def test_a_zip_without_a_table_names_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.md", "hello")
    with pytest.raises(FileRefused, match=r"but readme\.md"):
        parts(path)


def test_every_table_of_a_zip_is_a_part(tmp_path: Path) -> None:
    path = tmp_path / "BACI.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b.csv", TABLE)
        archive.writestr("a.csv", TABLE)
    assert [part.name for part in parts(path)] == ["BACI.zip:a.csv", "BACI.zip:b.csv"]


def test_a_truncated_parquet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="breaks off"):
        parts(_written(tmp_path, b"PAR1" + b"x" * 100, "x.parquet"))


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_delimiters_are_found_in_the_header(tmp_path: Path, sign: str) -> None:
    (part,) = parts(_written(tmp_path, f'"a,x"{sign}b{sign}c\n1{sign}2{sign}3\n'.encode()))
    assert (part.delimiter, part.form) == (sign, Form.TEXT)
