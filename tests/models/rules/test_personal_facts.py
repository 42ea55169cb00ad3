"""What is known of a person becomes words to look for in a password."""

from __future__ import annotations

from models.rules.guessability import Fact, PersonalFacts

FACTS = PersonalFacts(
    first_name="Jean-Noël",
    last_name="O'Brien d'Arc",
    user_name="jobriendarc",
    address="jean-noel.obriendarc@ac-toulouse.fr",
    school="Lycée Jules-Fil",
    election="Élections 2014",
)


def test_each_word_is_folded_and_names_its_kind() -> None:
    words = set(FACTS.words())

    assert {
        (Fact.FIRST_NAME, "jean"),
        (Fact.FIRST_NAME, "noel"),
        (Fact.FIRST_NAME, "jeannoel"),
        (Fact.LAST_NAME, "brien"),
        (Fact.LAST_NAME, "obriendarc"),
        (Fact.USER_NAME, "jobriendarc"),
        (Fact.ADDRESS, "jeannoelobriendarc"),
        (Fact.SCHOOL, "lycee"),
        (Fact.ELECTION, "toulouse"),
        (Fact.ELECTION, "elections"),
        (Fact.ELECTION, "2014"),
    } <= words


def test_short_words_tell_nothing() -> None:
    assert all(len(word) >= 3 for _, word in FACTS.words())


def test_nothing_known_gives_no_word() -> None:
    assert list(PersonalFacts().words()) == []


def test_its_repr_holds_no_fact() -> None:
    assert repr(FACTS) == "PersonalFacts()"
