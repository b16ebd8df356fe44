"""A PostgreSQL server of the tests' own, on a socket in a temporary folder, gone with the session."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from haechi.store.register import Register
from haechi.store.schema import METADATA

_USER = "haechi"
_QUICK = "-c fsync=off -c full_page_writes=off -c max_connections=60 -c listen_addresses="
_REGISTER, _BLANK = "register", "blank"  # databases: making one for each test takes longer than to empty it


class NotHere(Exception):
    """Why no server can be started."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs, with one database for a register and one for whatever a test makes."""

    folder: Path

    def register(self) -> str:
        """URL of a register whose tables are up to date, without entries: those made before are gone."""
        tables = ", ".join(table.name for table in METADATA.sorted_tables)
        self._do(_REGISTER, f"TRUNCATE {tables} RESTART IDENTITY")
        return self.url(_REGISTER)

    def blank(self) -> str:
        """URL of a database without tables: those made before are gone."""
        self._do(_BLANK, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
        return self.url(_BLANK)

    def url(self, name: str) -> str:
        """URL of a database."""
        return f"postgresql+psycopg://{_USER}@/{name}?host={self.folder}"

    def fill(self) -> None:
        """Make both databases."""
        self._do("postgres", f"CREATE DATABASE {_REGISTER}", f"CREATE DATABASE {_BLANK}")
        Register(self.url(_REGISTER)).close()

    def _do(self, name: str, *steps: str) -> None:
        engine = sa.create_engine(self.url(name), isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
        with engine.connect() as connection:
            for step in steps:
                connection.exec_driver_sql(step)


@contextmanager
def started() -> Iterator[Server]:
    """A server while the block lasts.

    Raises
    ------
    NotHere
        If its programs or the driver are not installed, or this is root and there is no account that could run them.
    """
    programs, account = _programs(), _account()
    folder = Path(tempfile.mkdtemp(prefix="haechi-pg-"))  # short, for the path of a socket may have 107 letters
    if account is not None:
        os.chown(folder, account.pw_uid, account.pw_gid)

    def run(*command: str) -> None:
        user = None if account is None else account.pw_uid
        group = None if account is None else account.pw_gid
        subprocess.run(
            [str(programs / command[0]), "-D", str(folder / "data"), *command[1:]],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            user=user,
            group=group,
        )

    try:
        run("initdb", "--auth=trust", f"--username={_USER}", "--encoding=UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "-w", "-s", "-l", str(folder / "log"), "-o", f"{_QUICK} -k {folder}", "start")
        server = Server(folder)
        server.fill()
        yield server
        run("pg_ctl", "-s", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _programs() -> Path:
    """The folder of `initdb` and `pg_ctl`; Debian does not put it on the path."""
    if importlib.util.find_spec("psycopg") is None:
        raise NotHere("psycopg is not installed")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = shutil.which("initdb") or (versions[-1] if versions else None)
    if found is None:
        raise NotHere("PostgreSQL is not installed")
    return Path(found).parent


def _account() -> pwd.struct_passwd | None:
    """The account that runs the server where this is root, which it refuses."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        raise NotHere("root may not run PostgreSQL, and there is no account postgres") from None
