"""The one folder that holds everything of a user: settings, lake, register, quarantine, outbox."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from haechi.errors import WorkspaceError
from haechi.model.news import Endpoint

SETTINGS = "haechi.toml"
FORMAT = 1

_TEMPLATE = """\
# A Haechi workspace. Everything in this folder belongs together: copy or back it up as a whole.
format = {format}

# The register holds what people enter. By default it is the file register.sqlite in this folder; any SQLAlchemy URL
# does, for example postgresql+psycopg://haechi@localhost/haechi
# register = "..."

# A language model that may propose entries from articles (`haechi news add --extractor`). Nothing is sent without it.
# [extractor]
# url = "http://127.0.0.1:8080/v1"
# model = "..."
# hosts = ["127.0.0.1"]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """Places in a workspace; `register_url` is an SQLAlchemy URL."""

    folder: Path
    register_url: str
    endpoint: Endpoint | None = None

    @property
    def lake(self) -> Path:
        """Customs flows and production, with their vintages."""
        return self.folder / "lake"

    @property
    def quarantine(self) -> Path:
        """Rows that could not be loaded, with line and reason."""
        return self.folder / "quarantine"

    @property
    def outbox(self) -> Path:
        """Documents made to be handed over."""
        return self.folder / "outbox"

    @property
    def enclosures(self) -> Path:
        """Documents that people added to alerts and items."""
        return self.folder / "enclosures"


def create(folder: Path) -> Workspace:
    """Make a workspace; an existing one is left as it is."""
    if folder.exists() and not folder.is_dir():
        raise WorkspaceError(f"{folder} is a file; name a folder for the workspace")
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / SETTINGS
    if not settings.exists():
        settings.write_text(_TEMPLATE.format(format=FORMAT), encoding="utf-8")
    return find(folder)


def find(folder: Path) -> Workspace:
    """Open the workspace in a folder.

    Raises
    ------
    WorkspaceError
        If there is none, or its settings cannot be read or are of another format.
    """
    settings = folder / SETTINGS
    if not settings.is_file():
        raise WorkspaceError(f"{folder} is not a workspace (no {SETTINGS} in it); run `haechi init {folder}` first")
    try:
        values = tomllib.loads(settings.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{settings} is not readable as TOML: {error}") from error
    if values.get("format") != FORMAT:
        found = values.get("format")
        raise WorkspaceError(f"{settings} says format = {found!r} and this Haechi reads {FORMAT}; use its own version")
    default = f"sqlite:///{(folder / 'register.sqlite').as_posix()}"
    return Workspace(
        folder=folder,
        register_url=str(values.get("register", default)),
        endpoint=_endpoint(values.get("extractor"), settings),
    )


def _endpoint(given: object, settings: Path) -> Endpoint | None:
    if given is None:
        return None
    try:
        assert isinstance(given, dict)  # noqa: S101 - turned into a sentence below
        return Endpoint(url=str(given["url"]), model=str(given["model"]), hosts=tuple(map(str, given["hosts"])))
    except (AssertionError, KeyError, TypeError) as error:
        raise WorkspaceError(f"{settings}: [extractor] needs url, model and a list of hosts") from error
