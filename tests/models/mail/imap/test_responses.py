"""What an IMAP server answers, the odd answers among them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from models.errors import MailUnavailable
from models.mail.imap.folder import checked, heading_in
from models.mail.imap.responses import (
    Storage,
    copied_uids,
    fetched,
    fullest,
    number_in,
    uids_in,
)


@pytest.mark.parametrize(
    ("text", "uids"),
    [
        (b"4", [4]),
        (b"1:3,7", [1, 2, 3, 7]),
        (b"3:1", [3, 2, 1]),
        (b"", []),
        (b"1,a", []),
        (b"1:*", []),
        (b"1:4294967295", []),
        (b"9" * 4_000, []),
        (b",".join([b"1:90000"] * 20), []),
    ],
)
def test_a_set_is_read_in_its_order_or_not_at_all(text: bytes, uids: list[int]) -> None:
    assert uids_in(text) == uids


def test_where_messages_went_is_read_of_each_line_that_tells_it() -> None:
    data = [b"1417165200 2:3 11:12", None, b"nothing", b"1417165200 9 8"]
    assert copied_uids(data) == {2: 11, 3: 12, 9: 8}


def test_the_fullest_root_is_the_one_that_counts() -> None:
    data = [b'"a" (STORAGE 10 512 MESSAGE 3 1000)', None, b'"b" (storage 500 512)', b'"c" ()']
    assert fullest(data) == Storage(500 * 1024, 512 * 1024)
    assert fullest([b'"c" ()']) is None
    assert fullest([b'"a" (STORAGE ' + b"9" * 4_000 + b" 1)"]) is None


def test_a_size_that_no_mail_has_is_none() -> None:
    assert number_in(b"9" * 4_000) == 0
    assert number_in(b"1024") == 1024


@pytest.mark.parametrize("date", [b"31-Dec-9999 23:30:00 +0000", b"01-Jan-0001 00:00:00 +0000"])
def test_a_date_at_the_end_of_time_is_told_in_every_zone(date: bytes) -> None:
    received_at = heading_in({"INTERNALDATE": date}).received_at
    assert received_at.astimezone(ZoneInfo("Pacific/Kiritimati")).year < 2200


def test_a_string_that_is_never_closed_is_read_once() -> None:
    """Each of its quotes would be looked at again: minutes, with the interpreter held."""
    for line in (b'"' + b'\\"' * 200_000, b'"' + b'\\"' * 200_000 + b"\\", b"a[" * 200_000):
        assert len(list(fetched([b"1 (UID 7 BODYSTRUCTURE (" + line]))) <= 1


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        (b"28-Nov-2014 09:30:00 +0100", datetime(2014, 11, 28, 8, 30, tzinfo=UTC)),
        (b"yesterday", datetime(1970, 1, 1, tzinfo=UTC)),
        (b"31-Dec-9999 23:59:59 -1400", datetime(1970, 1, 1, tzinfo=UTC)),
        (None, datetime(1970, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_message_whose_moment_is_not_told_is_the_oldest(
    told: bytes | None, moment: datetime
) -> None:
    assert heading_in({"INTERNALDATE": told}).received_at == moment


def test_a_command_that_was_not_carried_out_is_not_taken_for_done() -> None:
    done: tuple[str, list[object]] = ("OK", [b"Store completed"])
    assert checked(done) == done
    with pytest.raises(MailUnavailable):
        checked(("NO", [b"[READ-ONLY] no"]))
