"""What long work is doing, on standard error; nothing where nobody watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

Tick = Callable[[str, int], None]


@contextmanager
def progress(*, visible: bool) -> Iterator[Tick]:
    """Give a function that is told what is read and how many rows of it are done."""
    watched = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=watched, disable=not (visible and watched.is_terminal), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tick(what: str, rows: int) -> None:
            bar.update(task, description=f"{what}: {rows:,} rows")

        yield tick
