"""What stands in a file: its packing, encoding and delimiter, found before a single value is read.

A file that breaks off, holds NUL bytes or a line longer than a mebibyte is refused here, because the database's own
reader would pass it by in silence.
"""

import codecs
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, BinaryIO

from haechi.errors import FileRefused

LONGEST_LINE = 1 << 20
_CHUNK = 1 << 20
_SMALL = 1 << 28  # bytes that any machine has room for
_SWELLING = 200  # tables of customs pack to a tenth or a thirtieth
_DELIMITERS = ",;\t|"
_DATA_NAMES = (".csv", ".txt", ".tsv", ".json")


class Form(StrEnum):
    """What a file is made of once it is unpacked."""

    TEXT = "text"
    JSON = "json"
    PARQUET = "parquet"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table in a file: the file itself, or a member of an archive.

    `encoding` and `delimiter` are empty for forms that are no text. `lines` is None where counting them would mean to
    read the table. `remarks` say what had to be taken in a way that
    is not usual.
    """

    path: Path
    member: str | None
    form: Form
    opener: Callable[[], BinaryIO]
    encoding: str = ""
    delimiter: str = ""
    lines: int | None = None
    remarks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the file, with that of the member in it."""
        return self.path.name if self.member is None else f"{self.path.name}:{self.member}"

    def open_text(self) -> IO[str]:
        """Open the table as text; line ends are left as they are, for the csv module."""
        return io.TextIOWrapper(self.opener(), encoding=self.encoding, newline="")


def parts(path: Path) -> tuple[Part, ...]:
    """Take a file apart into the tables that it holds.

    Raises
    ------
    FileRefused
        If the file is absent, empty, broken off, or no text in an encoding that is known.
    """
    if not path.is_file():
        raise FileRefused(f"{path} is not a file; give the path of a file of trade data")
    if path.stat().st_size == 0:
        raise FileRefused(f"{path.name} is empty (0 bytes): fetch it again from its publisher")
    with path.open("rb") as file:
        magic = file.read(4)
    if magic == b"PAR1":
        return (_parquet(path),)
    if magic[:2] == b"\x1f\x8b":
        return (_text(path, None, lambda: _gunzip(path)),)
    if magic == b"PK\x03\x04" or path.suffix.lower() in {".zip", ".xlsx"}:
        return _archive(path)
    return (_text(path, None, lambda: path.open("rb")),)


def _parquet(path: Path) -> Part:
    with path.open("rb") as file:
        file.seek(-4, io.SEEK_END)
        if file.read(4) != b"PAR1":
            raise FileRefused(f"{path.name} breaks off: a Parquet file ends with PAR1; fetch it again")
    return Part(path=path, member=None, form=Form.PARQUET, opener=lambda: path.open("rb"))


def _check_swelling(name: str, size: int, packed: int) -> None:
    """Raise `FileRefused` if a file unpacks to far more than a table would."""
    if size > _SMALL and size > _SWELLING * packed:
        raise FileRefused(
            f"{name} unpacks to more than {_SWELLING} times its size, as no table does: load what is in it"
        )


def _gunzip(path: Path) -> BinaryIO:
    return gzip.open(path, "rb")  # type: ignore[return-value]


def _archive(path: Path) -> tuple[Part, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            for member in archive.infolist():
                _check_swelling(f"{path.name}:{member.filename}", member.file_size, member.compress_size)
            broken = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise FileRefused(f"{path.name} is a broken or truncated zip archive ({error}): fetch it again") from error
    except (RuntimeError, NotImplementedError) as error:
        raise FileRefused(f"{path.name} cannot be unpacked ({error}): unpack it and load what is inside") from error
    if broken is not None:
        raise FileRefused(f"{path.name} is damaged in its member {broken!r}: fetch it again")
    if "xl/workbook.xml" in names:
        return (Part(path=path, member=None, form=Form.XLSX, opener=lambda: path.open("rb")),)
    wanted = sorted(name for name in names if name.lower().endswith(_DATA_NAMES))
    if not wanted:
        raise FileRefused(
            f"{path.name} holds no .csv, .tsv, .txt or .json file but {', '.join(names[:5]) or 'nothing'}"
        )
    return tuple(_text(path, name, _member_opener(path, name)) for name in wanted)


def _member_opener(path: Path, name: str) -> Callable[[], BinaryIO]:
    def opener() -> BinaryIO:
        # The archive closes when the member is closed: zipfile counts the handles that share its file.
        with zipfile.ZipFile(path) as archive:
            return archive.open(name)  # type: ignore[return-value]

    return opener


def _text(path: Path, member: str | None, opener: Callable[[], BinaryIO]) -> Part:
    name = path.name if member is None else f"{path.name}:{member}"
    try:
        encoding, remark, lines = _encoding(name, opener, path.stat().st_size)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise FileRefused(f"{name} is a broken or truncated archive ({error}): fetch it again") from error
    with io.TextIOWrapper(opener(), encoding=encoding, newline="") as text:
        start = text.read(1 << 16)
    if not start.strip():
        raise FileRefused(f"{name} holds no text, only blanks: fetch it again from its publisher")
    form = Form.JSON if start.lstrip()[0] in "{[" else Form.TEXT
    return Part(
        path=path,
        member=member,
        form=form,
        opener=opener,
        encoding=encoding,
        delimiter=_delimiter(start),
        lines=lines,
        remarks=(remark,) if remark else (),
    )


def _encoding(name: str, opener: Callable[[], BinaryIO], packed: int) -> tuple[str, str, int]:
    """Read the whole file once; return its encoding, a remark where that is not UTF-8, and the number of its lines."""
    with opener() as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _wide(name, opener)
    scan = _Scan(name)
    with opener() as file:
        while chunk := file.read(_CHUNK):
            scan.feed(chunk)
            _check_swelling(name, scan.size, packed)
    scan.finish()
    if scan.size == 0:
        raise FileRefused(f"{name} is empty once it is unpacked: fetch it again from its publisher")
    if scan.foreign_line is None:
        return ("utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"), "", scan.lines
    _check_decodes(name, opener, "cp1252")
    return "cp1252", f"{name} is not UTF-8 (first in line {scan.foreign_line}): read as Windows-1252", scan.lines


def _wide(name: str, opener: Callable[[], BinaryIO]) -> tuple[str, str, int]:
    lines = _check_decodes(name, opener, "utf-16")
    return "utf-16", f"{name} is encoded in UTF-16: read as such", lines


def _check_decodes(name: str, opener: Callable[[], BinaryIO], encoding: str) -> int:
    """The number of lines of a text that decodes."""
    line = 1
    try:
        with io.TextIOWrapper(opener(), encoding=encoding, newline="\n") as text:
            while chunk := text.readline(LONGEST_LINE):
                if not chunk.endswith("\n") and len(chunk) == LONGEST_LINE:
                    raise _too_long(name, line)
                line += 1
    except UnicodeError as error:
        raise FileRefused(
            f"{name} is neither UTF-8 nor {encoding} (line {line}: {error}): save it as UTF-8 and load it again"
        ) from error
    return line


def _too_long(name: str, line: int) -> FileRefused:
    return FileRefused(
        f"{name}, line {line}, is longer than {LONGEST_LINE:,} bytes: no table of trade has such lines; "
        "check whether a line end or a closing quote is lost and fetch the file again"
    )


class _Scan:
    """A pass over the bytes of a text: line ends, NUL bytes and whether all of it is UTF-8."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.size = 0
        self.lines = 0
        self.since_line_end = 0
        self.foreign_line: int | None = None
        self.decoder = codecs.getincrementaldecoder("utf-8")()

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes; raise `FileRefused` on a NUL byte or an over-long line."""
        self.size += len(chunk)
        if (nul := chunk.find(b"\x00")) >= 0:
            line = self.lines + chunk.count(b"\n", 0, nul) + 1
            raise FileRefused(f"{self.name}, line {line}, holds a NUL byte: it is no text file, or it is damaged")
        first, last = _first_end(chunk), max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        if self.since_line_end + (len(chunk) if first < 0 else first) > LONGEST_LINE:
            raise _too_long(self.name, self.lines + 1)
        self._decode(chunk)
        self.lines += chunk.count(b"\n")
        self.since_line_end = self.since_line_end + len(chunk) if first < 0 else len(chunk) - last - 1

    def finish(self) -> None:
        """Say that the bytes have ended."""
        self._decode(b"", final=True)

    def _decode(self, chunk: bytes, *, final: bool = False) -> None:
        if self.foreign_line is not None:
            return
        try:
            self.decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            self.foreign_line = self.lines + error.object.count(b"\n", 0, error.start) + 1


def _first_end(chunk: bytes) -> int:
    found = [place for place in (chunk.find(b"\n"), chunk.find(b"\r")) if place >= 0]
    return min(found, default=-1)


def _delimiter(start: str) -> str:
    """The sign that parts the header's cells; a comma where the header has but one cell."""
    header = next(line for line in start.splitlines() if line.strip())
    bare = "".join(piece for place, piece in enumerate(header.split('"')) if place % 2 == 0)
    return max(_DELIMITERS, key=bare.count) if any(sign in bare for sign in _DELIMITERS) else ","
