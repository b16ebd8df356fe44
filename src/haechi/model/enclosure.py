"""What people add to an alert or an item in their own words: remarks, and documents with where they come from."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from haechi.errors import InputError
from haechi.sentence import said

_LONGEST_NAME = 120  # signs; half of that where a sign takes up to four bytes, since folders keep names of 255
_KINDS = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".hwp": "application/x-hwp",
    ".hwpx": "application/hwp+zip",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".md": "text/markdown",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
}


class About(StrEnum):
    """What something is added to."""

    ALERT = "alert"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something said on an alert or an item that decides nothing.

    `id` rises with the order of entry; `name` is the id of the alert or the item.
    """

    id: int
    about: About
    name: str
    text: str
    who: str
    at: dt.datetime

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise InputError(
                said("the note on {name} says nothing; write what a reader must know", name=repr(self.name))
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A document added to an alert or an item; its bytes are kept under their SHA-256.

    Parameters
    ----------
    id : of the entry, rising with the order of entry
    about, name : what it is added to
    digest, size : SHA-256 of the bytes and their number
    file : its name, cleaned
    source : where it comes from, in words
    who, at : who added it and when
    note : anything in words

    Raises
    ------
    InputError
        If it is empty or has no source.
    """

    id: int
    about: About
    name: str
    digest: str
    size: int
    file: str
    source: str
    who: str
    at: dt.datetime
    note: str | None = None

    def __post_init__(self) -> None:
        if not self.size:
            raise InputError(said("document {file} is empty; choose another file", file=repr(self.file)))
        if not self.source.strip():
            raise InputError(
                said("document {file} has no source; say in a few words where this comes from", file=repr(self.file))
            )

    @property
    def kind(self) -> str:
        """What its name says that it is; its bytes are not looked at."""
        return _KINDS.get(PurePosixPath(self.file).suffix.lower(), "application/octet-stream")


def cleaned(name: str) -> str:
    r"""A name of a file without folders, signs of control, and what some system reads as more than a name.

    Examples
    --------
    >>> cleaned("../../etc/passwd"), cleaned("C:\\tmp\\견적 2026.pdf"), cleaned("..")
    ('passwd', '견적 2026.pdf', 'document')
    """
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*;%').strip(" .")
    stem, dot, end = kept.rpartition(".")
    most = _LONGEST_NAME if kept.isascii() else _LONGEST_NAME // 2
    short = f"{stem[: most - len(end) - 1]}.{end}" if dot and len(end) < most else kept[:most]
    return short or "document"
