"""Workbooks that somebody hands in: whatever openpyxl stumbles over in one is a refusal in a sentence."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import ParseError

from haechi.errors import FileRefused

LAST_ROW = 1_048_576  # of any sheet; a file may claim more

# What openpyxl and the parsers beneath it raise on files that are broken or meant to break them; none has a class.
_STUMBLES = (
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Read a workbook inside of this.

    Raises
    ------
    FileRefused
        If it cannot be read.
    """
    from openpyxl.utils.exceptions import InvalidFileException  # loaded where a workbook is read, and not before

    try:
        yield
    except (InvalidFileException, *_STUMBLES) as error:
        raise FileRefused(f"{name} cannot be read as a workbook ({error}): save it again as .xlsx") from error
