"""The catalogue: every text has a place where it stands, and is said in one way or the other."""

from __future__ import annotations

import pytest

from models.settings.texts import COMMON, long_text_flaws, own_texts, text_flaws
from models.texts.catalogue import Text, find_text, list_groups, list_texts
from models.texts.texts import Texts

EVERY = list(list_texts())


def test_it_has_groups_and_no_key_twice() -> None:
    assert {"account", "doors", "mail", "notice", "vote", "voter"} <= set(list_groups())
    keys = [text.key for text in EVERY]
    assert len(keys) == len(set(keys))
    assert {key.partition(".")[0] for key in keys} == set(list_groups())


@pytest.mark.parametrize("text", EVERY, ids=lambda text: text.key)
def test_each_text_stands_somewhere_and_could_be_its_own_replacement(text: Text) -> None:
    assert text.where
    assert find_text(text.key) is text
    value = text.default if isinstance(text.default, str) else list(text.default)
    assert list(text_flaws({text.key: value})) == []


ON_ONE_LINE = [text for text in EVERY if text.longest is not None]


@pytest.mark.parametrize("text", ON_ONE_LINE, ids=lambda text: text.key)
def test_what_stands_on_one_line_has_room_on_it(text: Text) -> None:
    assert isinstance(text.default, str)
    assert text.longest is not None
    assert list(long_text_flaws({text.key: text.default}, {})) == []
    longest = "x" * text.longest
    assert list(long_text_flaws({text.key: longest}, {})) == []
    (flaw,) = long_text_flaws({text.key: f"{longest}x"}, {})
    assert f"{text.longest} caractères au maximum, il en a {text.longest + 1}" in flaw.reason


def test_a_text_is_as_long_as_it_is_with_its_places_filled_in() -> None:
    own = {"doors": {"mailbox": "Ouvrez votre {webmail_name}"}}
    assert list(long_text_flaws(own, {"webmail_name": "webmail"})) == []
    (flaw,) = long_text_flaws(own, {"webmail_name": "webmail " * 8})
    assert flaw.place == ("texts", "doors", "mailbox")
    assert "il en a 77" in flaw.reason


def test_what_the_election_says_is_said_instead() -> None:
    own = own_texts({"doors": {"mailbox": "Ouvrez {webmail_name}"}, "vote.how.needed": "Un code."})
    texts = Texts(own, {"webmail_name": "Convergence"})
    assert texts.line("doors.mailbox") == "Ouvrez Convergence"
    assert texts.line("doors.account") == "Activez votre compte électeur"
    assert texts.lines("vote.how.needed") == ("Un code.",)
    assert texts.own("doors.account") is None


ELSEWHERE = list(list_texts(elsewhere=True))


def test_an_election_whose_mails_are_read_elsewhere_says_some_texts_in_its_own_way() -> None:
    usual = {text.key: text for text in EVERY}
    others = [text for text in ELSEWHERE if usual.get(text.key) is not text]
    assert others
    for text in others:
        assert text.where, text.key
        assert text.key not in usual or text.where == usual[text.key].where
        assert find_text(text.key, elsewhere=True) is text
        value = text.default if isinstance(text.default, str) else list(text.default)
        assert list(text_flaws({text.key: value}, elsewhere=True)) == []
        assert Texts({}, {}, elsewhere=True).own(text.key) is None


def test_it_names_no_mailbox_that_it_would_open() -> None:
    shown = {text.key for text in ELSEWHERE}
    assert not any(key.startswith("webmail.") for key in shown)
    assert "doors.mailbox" not in shown
    for text in ELSEWHERE:
        words = text.default if isinstance(text.default, str) else " ".join(text.default)
        assert "lien de confirmation" not in words, text.key
        assert "Activez votre messagerie" not in words, text.key


def test_the_mail_of_a_code_that_is_typed_needs_no_link() -> None:
    text = ["Saisissez ce code {where}."]
    (flaw,) = text_flaws({"mail.confirmation.text": text})
    assert "« {link} » doit rester" in flaw.reason
    assert list(text_flaws({"mail.confirmation.text": text}, elsewhere=True)) == []


def test_a_key_that_nobody_knows_is_no_text() -> None:
    texts = Texts({}, {})
    for key in ("doors.window", "windows.door", ""):
        assert find_text(key) is None
        with pytest.raises(KeyError):
            texts.line(key)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (3, "un texte entre guillemets est attendu"),
        (["a"], "un texte entre guillemets est attendu"),
        ("  ", "le texte est vide"),
        ("x" * 2_001, "trop long"),
        ("{title", "accolade"),
        ("{}", "n'est pas connu ici"),
        ("{title!r}", "n'est pas connu ici"),
        ("{title.__class__}", "n'est pas connu ici"),
        ("{minimum}", "sont possibles : {address_example}, {assistance}"),
    ],
)
def test_what_cannot_be_said_is_refused_with_its_place(value: object, reason: str) -> None:
    (flaw,) = text_flaws({"doors": {"mailbox": value}})
    assert flaw.place == ("texts", "doors", "mailbox")
    assert reason in flaw.reason


@pytest.mark.parametrize("value", ["un texte", [], ["x"] * 13, [3], ["{x}"]])
def test_paragraphs_are_a_list_of_texts(value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    text = Text("doors.mailbox", "quelque part", ("un", "deux"))
    monkeypatch.setattr("models.texts.checking.find_text", lambda _, *, elsewhere: text)
    assert [flaw.place for flaw in text_flaws({"doors.mailbox": value})] == [
        ("texts", "doors.mailbox")
    ]


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("mail.confirmation.first_line", "Votre code.", "« {code} » doit rester"),
        ("mail.confirmation.text", ["Cliquez."], "« {link} » doit rester"),
        ("mail.confirmation.text", ["Cliquez sur {link}."], "« {link} » doit être seul"),
        ("mail.receipt.text", ["Vous avez voté."], "« {tracker} » doit rester"),
    ],
)
def test_what_a_mail_is_for_stays_in_it(key: str, value: object, reason: str) -> None:
    (flaw,) = text_flaws({key: value})
    assert reason in flaw.reason


def test_a_slip_in_a_key_is_told_with_the_right_one() -> None:
    near, far = text_flaws({"doors": {"mailbix": "x"}, "zzz": "x"})
    assert "« doors.mailbox »" in near.reason
    assert "admin texts" in far.reason


def test_what_every_text_may_name_is_what_the_election_fills_in() -> None:
    from models import toulouse_election

    texts = toulouse_election().changed(texts_section={}).texts
    said = Texts({"doors.mailbox": " ".join(f"{{{name}}}" for name in COMMON)}, texts.places)
    assert "{" not in said.line("doors.mailbox")
