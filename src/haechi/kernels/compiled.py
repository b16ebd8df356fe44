"""The one home of the compiler of loops: how it compiles, where it keeps what it compiled, how loops are spread.

A compiled loop does its arithmetic in the order written: no sum is reordered, no product is fused, NaN stays NaN. A
series is worked through by one thread in blocks that do not depend on how many threads there are; nor do the bytes.
"""

import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

Loop = TypeVar("Loop", bound=Callable[..., Any])
Result = TypeVar("Result")


def cache_folder() -> Path:
    """Where compiled loops are kept between runs: in the cache of the user, or in a new folder where none is writable.

    What lies there is run as code, and the folder for temporary files is open to everybody: one made there serves one
    run only.
    """
    for home in (os.environ.get("XDG_CACHE_HOME"), "~/.cache"):
        if home and (folder := _writable(Path(home, "haechi", "numba"))):
            return folder
    return Path(tempfile.mkdtemp(prefix="haechi-numba-"))


def _writable(folder: Path) -> Path | None:
    try:
        folder = folder.expanduser()
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # RuntimeError: a user without a home
        return None
    return folder if os.access(folder, os.W_OK) else None


# Read by the compiler when it is imported. Left to itself it writes beside the source, and fails where it may not.
if "NUMBA_CACHE_DIR" not in os.environ:
    os.environ["NUMBA_CACHE_DIR"] = str(cache_folder())

import numba  # noqa: E402

# One for each core that this process may use; NUMBA_NUM_THREADS sets another number.
THREADS: int = numba.config.NUMBA_NUM_THREADS  # type: ignore[attr-defined]


def compiled(loop: Loop) -> Loop:
    """Compile a loop when it is first called, and keep it on disk; it runs without the interpreter's lock."""
    return cast("Loop", numba.njit(cache=True, nogil=True, error_model="numpy")(loop))


def inlined(part: Loop) -> Loop:
    """Make a function a part of the compiled loop that calls it.

    The compiler then sees how wide the loop's arrays are, which halves the time of short inner loops.
    """
    return cast("Loop", numba.njit(inline="always", error_model="numpy")(part))


def spread(work: Callable[[int, int], None], count: int, *, span: int) -> None:
    """Call `work(start, stop)` for consecutive spans of 0..count, the last one shorter, on all threads.

    The work of a span must not spread in its turn. Plain threads, not the compiler's own: with those a loop takes three
    times as long to compile, and the program breaks where it forks or calls from two threads.
    """
    if count <= span:
        work(0, count)
        return
    spans = [_pool().submit(work, start, min(start + span, count)) for start in range(0, count, span)]
    for done in spans:
        done.result()


def each(work: Callable[[int], Result], count: int) -> list[Result]:
    """What `work` makes of each number below `count`, on all threads; it must not spread in its turn."""
    return list(_pool().map(work, range(count)))


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    """Threads that spans are worked through on; they wait for the next ones."""
    return ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="spans")


if hasattr(os, "register_at_fork"):  # a fork has none of its parent's threads
    os.register_at_fork(after_in_child=_pool.cache_clear)
