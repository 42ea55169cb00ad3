"""The lists of the demonstration: invented, marked as such where a voter sees it, and varied."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models import SAMPLE_NAMES, CandidateList, election_template
from models.rules.candidate_lists import repeated, same_candidate
from models.rules.text import fold_accents
from models.settings.presented_lists import lists_and_past, lists_of
from models.settings.reading import DEFAULT_SAMPLE, sample_election, sample_folder

ELECTIONS = {name: sample_election(name) for name in SAMPLE_NAMES}
ELECTION = ELECTIONS[DEFAULT_SAMPLE]
ALL = {
    (name, one.code): lists_of(election, one.code)
    for name, election in ELECTIONS.items()
    for one in election.scrutins
}
LISTS = {code: lists for (name, code), lists in ALL.items() if name == DEFAULT_SAMPLE}
EVERY = [one for lists in ALL.values() for one in lists]
MARKED = "Liste fictive : ce texte est inventé pour la démonstration."
REAL = re.compile(
    r"\b(FSU|UNSA|SNES|SNUIPP|SNEP|SNUEP|SNASUB|SNICS|SNUACTE|SNPDEN|SGEN|CFDT|FO|FNEC|SNFOLC|"
    r"SNUDI|CGT|FERC|SUD|SNALC|FAEN|SNCL|CFTC|SPELC|FEP|FNOGEC|SNEC|CFE|CGC|CNGA|FGAF|EIL|SIES|"
    r"SE|SI|SNIA|IPR|ID|A&D|SOLIDAIRES|FORCE OUVRIERE)\b"
)
"""Organisations of public and private education, and what their names begin with."""


def texts_of(one: CandidateList) -> list[str]:
    return [one.name, one.short, *one.candidates, one.profession or ""]


def test_there_are_seventeen_for_the_ministry_and_fewer_elsewhere() -> None:
    counts = {code: len(lists) for code, lists in LISTS.items()}
    assert counts.pop("CTM") == 17
    assert counts["CTA"] == 9
    assert {min(counts.values()), max(counts.values())} == {2, 9}


def test_every_list_of_the_ministry_has_a_profession_of_a_realistic_length() -> None:
    professions = [one.profession or "" for one in LISTS["CTM"]]
    assert len(set(professions)) == 17
    assert all(300 <= len(text) <= 1500 for text in professions)
    assert max(map(len, professions)) > 1200
    assert any(one.profession is None for lists in LISTS.values() for one in lists)


def test_one_name_is_long_and_holds_what_markup_would_swallow() -> None:
    (name,) = [one.name for one in LISTS["CTM"] if len(one.name) == 90]
    assert "'" in name
    assert re.search(r"\[[a-z].*\]", fold_accents(name))


def test_there_are_four_to_eight_in_lyon() -> None:
    counts = {len(lists) for (name, _), lists in ALL.items() if name == "lyon-2026"}
    assert counts <= set(range(4, 9))
    assert len(ALL["lyon-2026", "CSAM"]) == 8


@pytest.mark.parametrize("place", ALL, ids="/".join)
def test_a_voter_sees_that_it_is_invented(place: tuple[str, str]) -> None:
    for one in ALL[place]:
        assert re.search(r"\bficti(f|ve)\b", one.name)
        assert one.profession is None or one.profession.startswith(MARKED)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_whoever_opens_a_file_reads_that_it_is_invented(name: str) -> None:
    folder = Path(str(sample_folder(name))) / "lists"
    assert {path.stem for path in folder.glob("*.toml")} == {
        code for sample, code in ALL if sample == name
    }
    for path in folder.glob("*.toml"):
        assert "aucune de ces organisations ni de\n# ces personnes n'existe" in path.read_text(
            "utf-8"
        )
    lists = [lists for (sample, _), lists in ALL.items() if sample == name]
    used = {one.profession for some in lists for one in some if one.profession}
    written = {path.read_text("utf-8").strip() for path in folder.glob("professions/*")}
    assert used == written


def test_no_real_organisation_is_named() -> None:
    for one in EVERY:
        for text in texts_of(one):
            assert not REAL.search(fold_accents(text)), text
        initials = "".join(word[0] for word in re.findall(r"[A-Za-z]{3,}", fold_accents(one.name)))
        assert not REAL.search(initials.upper()), one.name


def test_an_organisation_has_one_name_wherever_it_presents_a_list() -> None:
    names: dict[tuple[str, str], set[str]] = {}
    for (sample, _), lists in ALL.items():
        for one in lists:
            names.setdefault((sample, one.short), set()).add(one.name)
    assert {len(found) for found in names.values()} == {1}


@pytest.mark.parametrize("place", ALL, ids="/".join)
def test_nobody_is_a_candidate_twice_in_a_scrutin(place: tuple[str, str]) -> None:
    candidates = [candidate for one in ALL[place] for candidate in one.candidates]
    assert not repeated([*map(same_candidate, candidates)])
    assert all(re.fullmatch(r"(Mme|M\.) \S+ [^a-z(]+ \(.+\)", one) for one in candidates)


def test_a_list_may_have_fewer_candidates_than_seats() -> None:
    for code in ("CTM", "CTA"):
        seats = ELECTION.scrutin(code).seats or 0
        assert min(len(one.candidates) for one in LISTS[code]) < seats
        assert max(len(one.candidates) for one in LISTS[code]) == 2 * seats


@pytest.mark.parametrize(
    ("sample", "code", "before"),
    [
        *((DEFAULT_SAMPLE, code, "2011") for code in ("CTM", "CTA")),
        *(("lyon-2026", code, "2022") for code in ("CSAM", "CSAA")),
    ],
)
def test_the_results_have_something_to_be_compared_with(
    sample: str, code: str, before: str
) -> None:
    """With lists that were there before, one that was not, and seats that add up."""
    lists, past = lists_and_past(ELECTIONS[sample], code)
    assert 0 < len(past.lists) < len(lists)
    assert past.name == before
    assert sum(one.votes for one in past.lists.values()) <= past.valid
    seats = sum(one.seats or 0 for one in past.lists.values())
    assert seats == ELECTIONS[sample].scrutin(code).seats


def test_of_a_scrutin_without_seats_only_the_votes_are_compared() -> None:
    _, past = lists_and_past(ELECTION, "CAPN-certifie")
    assert {one.seats for one in past.lists.values()} == {None}


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_the_election_file_of_an_administrator_names_none_of_them(name: str) -> None:
    assert "fictive" not in election_template(name)
    assert "professions/" not in election_template(name)
