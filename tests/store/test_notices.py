"""Versions of notices in the register."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa
from tests.watch.small_lives import make_notice

from haechi.model.notice import NoticeState, latest
from haechi.store import notices
from haechi.store.register import Register


def test_a_notice_comes_back_as_it_was_entered_with_its_number(url: str) -> None:
    with Register(url) as register, register.writing() as connection:
        added = notices.add(connection, make_notice())
        (found,) = notices.versions(connection)
    assert found == added == replace(make_notice(), id=1, number=1)


def test_what_was_left_out_comes_back_as_left_out(url: str) -> None:
    bare = replace(make_notice(), codes=(), importers=(), announced=None, effective=None, note=None)
    with Register(url) as register, register.writing() as connection:
        notices.add(connection, bare)
        (found,) = notices.versions(connection)
    assert (found.codes, found.importers, found.announced, found.effective, found.note) == ((), (), None, None, None)


def test_a_later_version_hides_and_never_removes_the_earlier(url: str) -> None:
    with Register(url) as register, register.writing() as connection:
        first = notices.add(connection, make_notice(NoticeState.RUMOUR))
        notices.add(connection, replace(first, state=NoticeState.IN_FORCE, at=make_notice(day=1).at))
        notices.add(connection, make_notice(what="Another"))
        versions = notices.versions(connection, number=first.number)
        assert [row.number for row in notices.versions(connection)] == [1, 2, 1]
    assert [row.state.value for row in versions] == ["rumour", "in force"]
    assert latest(versions)[1].state is NoticeState.IN_FORCE
    assert latest(versions, as_of=first.at)[1].state is NoticeState.RUMOUR


def test_writers_at_once_all_land_with_numbers_of_their_own(url: str) -> None:
    Register(url).close()
    each, writers = 10, 4

    def write(writer: int) -> None:
        with Register(url) as register:
            for count in range(each):
                with register.writing() as connection:
                    notices.add(connection, make_notice(what=f"{writer}.{count}"))

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, range(writers)))
    with Register(url) as register, register.reading() as connection:
        found = notices.versions(connection)
    assert sorted(row.number for row in found) == list(range(1, each * writers + 1))
    assert len({row.what for row in found}) == each * writers


def test_a_version_is_not_built_on_one_that_another_writer_is_changing(url: str) -> None:
    with Register(url) as register, register.writing() as connection:
        notices.add(connection, make_notice(what="0"))

    def count_on(_: int) -> None:
        with Register(url) as register, register.writing() as connection:
            (*_earlier, last) = notices.versions(connection, number=1)
            notices.add(connection, replace(last, what=str(int(last.what) + 1)))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count_on, range(12)))
    with Register(url) as register, register.reading() as connection:
        assert [row.what for row in notices.versions(connection)] == [str(number) for number in range(13)]


def test_what_breaks_off_leaves_nothing(url: str) -> None:
    unsigned = make_notice()
    object.__setattr__(unsigned, "who", None)

    def write(register: Register) -> None:
        with register.writing() as connection:
            notices.add(connection, make_notice())
            notices.add(connection, unsigned)

    with Register(url) as register:
        with pytest.raises(sa.exc.IntegrityError):
            write(register)
        with register.reading() as connection:
            assert notices.versions(connection) == ()
