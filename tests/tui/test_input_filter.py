"""What a terminal sends is cut into the same units however it arrives; no answer is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journeys.keys import KEYS, paste
from tui.driver.input_filter import LONGEST, InputFilter
from tui.driver.sequences import Kind, Unit

ESCAPE_DELAY = 0.1

SEQUENCES = (
    *(data for data in KEYS.values() if len(data) > 1),
    # Linux console, rxvt with Shift and Control, xterm with modifiers.
    *("\x1b[[A", "\x1b[[E", "\x1b[3$", "\x1b[23$", "\x1b[3^", "\x1b[a", "\x1bOa", "\x1b[1;5C"),
    # Kitty's protocol: Esc, é, and é with its text.
    *("\x1b[27u", "\x1b[233u", "\x1b[233;;233u", "\x1b[97;5u", "\x1b[57376u"),
    *("\x1b[<0;10;20M", "\x1b[<0;10;20m", "\x1b[<35;120;40M", "\x1b[<65;1;1M"),
)

ANSWERS = {
    "device attributes": "\x1b[?62;4;22c",
    "second device attributes": "\x1b[>0;276;0c",
    "status": "\x1b[0n",
    "cursor position": "\x1b[12;40R",
    "cursor position like F3": "\x1b[1;2R",
    "mode of the program": "\x1b[?2048;2$y",
    "size in characters": "\x1b[8;24;80t",
    "size in band": "\x1b[48;100000;100000;1;1t",
    "position of the window": "\x1b[3;10;10t",
    "keyboard flags": "\x1b[?5u",
    "focus lost": "\x1b[O",
    "focus found": "\x1b[I",
    "mouse of 1984": "\x1b[M !!",
    "mouse of rxvt": "\x1b[32;10;20M",
    "mouse far away": "\x1b[<0;99999999;1M",
    "end of no paste": "\x1b[201~",
    "parameters": "\x1b[2;1;1;128;128;1;0x",
    "colour": "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    "colour, by a bell": "\x1b]10;rgb:0000/0000/0000\x07",
    "title": "\x1b]lrm -rf\x1b\\",
    "capability": "\x1bP1+r544e=787465726d\x1b\\",
    "setting": "\x1bP1$r0m\x1b\\",
    "program command": "\x1b_Gi=31;OK\x1b\\",
    "privacy message": "\x1b^secret\x1b\\",
    "string": "\x1bXanything\x1b\\",
    "huge key": "\x1b[99999999999999u",
    "huge modifier": "\x1b[97;99999999999u",
    "surrogate": "\x1b[97;1;55357u",
    "five thousand digits": "\x1b[" + "9" * 5_000 + "u",
}

PIECES = st.one_of(
    st.sampled_from(SEQUENCES),
    st.sampled_from(tuple(ANSWERS.values())),
    st.text(st.characters(codec="utf-8"), max_size=6),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40).map(paste),
    st.text("\x1b[]OPX^_\\0129;:<?$~uMcRt\x07\x18 é", max_size=12),
)


def merged(units: Iterable[Unit]) -> list[Unit]:
    """Return units with neighbouring texts joined: how text is divided means nothing."""
    joined: list[Unit] = []
    for unit in units:
        if joined and unit.kind is joined[-1].kind is Kind.TEXT:
            joined[-1] = Unit(Kind.TEXT, joined[-1].text + unit.text)
        else:
            joined.append(unit)
    return joined


def units_of(chunks: Sequence[str]) -> list[Unit]:
    """Return what chunks are that come one at once after the other, and then nothing."""
    sieve = InputFilter(ESCAPE_DELAY)
    found = [unit for chunk in chunks for unit in sieve.feed(chunk, 10.0)]
    return merged([*found, *sieve.expire(20.0)])


@given(st.lists(PIECES, max_size=12).map("".join), st.data())
def test_it_does_not_matter_in_which_pieces_something_arrives(
    text: str, data: st.DataObject
) -> None:
    places = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    ends = [0, *places, len(text)]
    chunks = [text[start:end] for start, end in pairwise(ends)]
    assert units_of(chunks) == units_of([text]) == units_of(list(text))


@given(st.lists(st.sampled_from(SEQUENCES), max_size=20))
def test_keys_and_mouse_events_pass_as_they_are(keys: list[str]) -> None:
    units = units_of(list("".join(keys)))
    assert [unit.text for unit in units] == keys


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_a_text_passes_as_it_is_typed_or_pasted(text: str) -> None:
    assert "".join(unit.text for unit in units_of([text])) == text
    pasted = units_of([paste(text)])
    assert pasted == ([Unit(Kind.PASTE, text)] if text else [])


def test_a_paste_keeps_its_lines_and_loses_what_commands_a_terminal() -> None:
    sent = paste("un\tdeux\r\ntrois\x1b]52;c;AAAA\x07\x9b31m\x00")
    assert units_of([sent]) == [Unit(Kind.PASTE, "un\tdeux\r\ntrois]52;c;AAAA31m")]


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_what_no_key_sends_is_swallowed_whole(answer: str) -> None:
    assert units_of([f"a{answer}b"]) == [Unit(Kind.TEXT, "ab")]


@pytest.mark.parametrize(
    ("sent", "kind"),
    [("\x1b", Kind.ESCAPE), ("\x1b[", Kind.ALT), ("\x1bO", Kind.ALT), ("\x1bP", Kind.ALT)],
)
def test_a_key_that_could_begin_a_sequence_waits_no_longer_than_the_delay(
    sent: str, kind: Kind
) -> None:
    sieve = InputFilter(ESCAPE_DELAY)
    assert sieve.feed(sent, 10.0) == []
    assert sieve.deadline == 10.0 + ESCAPE_DELAY
    assert sieve.expire(10.0 + ESCAPE_DELAY / 2) == []
    assert sieve.expire(10.0 + ESCAPE_DELAY) == [Unit(kind, sent[-1])]
    assert sieve.deadline is None


@pytest.mark.parametrize("begun", ["\x1bPabc", "\x1b]0;abc", "\x1b[12;", "\x1b[M "])
def test_a_key_behind_something_unfinished_works_at_once(begun: str) -> None:
    sieve = InputFilter(ESCAPE_DELAY)
    assert sieve.feed(f"{begun}\x1b[21~", 10.0)[-1] == Unit(Kind.SEQUENCE, "\x1b[21~")


def test_two_escapes_are_two_keys_and_alt_is_known_at_once() -> None:
    assert InputFilter(ESCAPE_DELAY).feed("\x1b\x1b", 10.0) == [Unit(Kind.ESCAPE, "\x1b")]
    assert units_of(["\x1b\x1b"]) == [Unit(Kind.ESCAPE, "\x1b")] * 2
    assert InputFilter(ESCAPE_DELAY).feed("\x1bé", 10.0) == [Unit(Kind.ALT, "é")]


def test_a_paste_that_never_ends_gives_the_keyboard_back_once_it_is_quiet() -> None:
    sieve = InputFilter(ESCAPE_DELAY)
    assert sieve.feed("\x1b[200~abc", 10.0) == []
    assert sieve.deadline == 10.5
    assert sieve.expire(10.5) == []
    assert sieve.feed("d", 10.5) == [Unit(Kind.TEXT, "d")]


@pytest.mark.parametrize("begun", ["\x1b[200~", "\x1b]0;", "\x1bP"])
def test_somebody_who_goes_on_typing_is_heard_again_after_two_seconds(begun: str) -> None:
    sieve = InputFilter(ESCAPE_DELAY)
    moments = [10.0 + step * 0.09 for step in range(25)]
    units = [
        unit for moment in moments for unit in sieve.feed(begun * (moment == 10.0) + "x", moment)
    ]
    assert units
    assert units[-1] == Unit(Kind.TEXT, "x")


@pytest.mark.parametrize("step", [1, 5, 7, 100, 10_000])
def test_too_long_a_paste_is_dropped_whole_and_the_next_key_works(step: int) -> None:
    most = LONGEST - len(paste(""))
    for length in (most, most + 1, most + 2, most + 4, 3 * most):
        kept = [Unit(Kind.PASTE, "x" * most)] if length == most else []
        sent = paste("x" * length) + "\x1b[21~"
        chunks = [sent[start : start + step] for start in range(0, len(sent), step)]
        assert units_of(chunks) == [*kept, Unit(Kind.SEQUENCE, "\x1b[21~")]
