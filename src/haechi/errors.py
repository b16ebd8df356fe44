"""Errors that a caller can act on; each message is one sentence: what, where, what to do.

HaechiError
├── InputError          something given to us is wrong
│   ├── Overtaken       somebody else decided since what one decides on was seen
│   ├── UnknownName     an item, economy, preset or source that is not in the tables
│   ├── FileRefused     a file that cannot be loaded; nothing of it was kept
│   └── MappingError    a mapping of columns that does not fit its file
├── FactError           a bundled fact breaks a rule of its table
├── NotCovered          the data held do not cover what was asked
├── AccessRefused       a name, password, session or token does not hold
│   └── TriedTooOften   too many wrong passwords; there is a time to wait
└── WorkspaceError      the workspace is absent, locked or of another version
"""


class HaechiError(Exception):
    """Base of all errors raised on purpose."""

    @property
    def sentence(self) -> str:
        """What it says, with what it takes to say it in another language where it was raised with that."""
        return self.args[0] if self.args else ""


class InputError(HaechiError):
    """Something given to us is wrong."""


class Overtaken(InputError):
    """Somebody else decided since what one decides on was seen; nothing was entered."""


class UnknownName(InputError):
    """A name that is not in the tables."""


class FileRefused(InputError):
    """A file that cannot be loaded; nothing of it was kept."""


class MappingError(InputError):
    """A mapping of columns that does not fit its file."""


class FactError(HaechiError):
    """A bundled fact breaks a rule of its table."""


class NotCovered(HaechiError):
    """The data held do not cover what was asked."""


class AccessRefused(HaechiError):
    """A name, password, session or token does not hold."""


class TriedTooOften(AccessRefused):
    """Too many wrong passwords under a name or from an address; `seconds` is how long to wait."""

    def __init__(self, message: str, *, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class WorkspaceError(HaechiError):
    """The workspace is absent, locked or of another version."""
