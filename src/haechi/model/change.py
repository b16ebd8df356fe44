"""Changes of the register: everything that was ever entered, acknowledged or withdrawn, by which side and why."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from haechi.errors import InputError
from haechi.model.entries import Completion, Entry, Kind
from haechi.sentence import said

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Deed(StrEnum):
    """What a change does to an entry."""

    ENTERED = "entered"
    CHANGED = "changed"
    ACKNOWLEDGED = "acknowledged"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that a side did to an entry.

    Parameters
    ----------
    id : rising with the order of entry; 0 until the register numbers it, and of what is bundled
    entry : id of the entry, lower case with hyphens
    side : ISO 3166 alpha-3 of who says it; None: both together, as in a joint document
    content : the whole entry as that side has it from now on; None where it acknowledges or withdraws
    why : the reason, in words
    evidence : documents, pages or sources that show it
    who, at : the post or user that entered it, and when

    Raises
    ------
    InputError
        If the id is no slug, the content is missing or too much, there is no reason, or something is called done, or
        said for both sides, without evidence.
    """

    id: int
    entry: str
    kind: Kind
    side: str | None
    deed: Deed
    content: Entry | None
    why: str
    evidence: tuple[str, ...]
    who: str
    at: dt.datetime

    def __post_init__(self) -> None:
        if not _SLUG.fullmatch(self.entry):
            raise InputError(
                said("{entry} is no id; write lower case letters, digits and hyphens", entry=repr(self.entry))
            )
        has_content = self.deed in (Deed.ENTERED, Deed.CHANGED)
        if has_content != (self.content is not None):
            raise InputError(f"{self.entry}: what is {self.deed} has {'no' if has_content else 'a'} content")
        if not self.why.strip():
            raise InputError(said("{entry}: the change has no reason; say in a few words why", entry=self.entry))
        if self.side is None and not self.evidence:
            raise InputError(
                said(
                    "{entry}: to speak for both sides takes a document that both made; name it as evidence",
                    entry=self.entry,
                )
            )
        if is_done(self.content) and not self.evidence:
            raise InputError(said("{entry}: nothing shows that it was done; name the evidence", entry=self.entry))


def is_done(content: Entry | None) -> bool:
    """Whether an entry says of itself that it was done."""
    return getattr(content, "completion", None) is Completion.DONE
