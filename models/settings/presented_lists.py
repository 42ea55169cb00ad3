"""The lists of a scrutin, whole: from the election file or a file of their own, with their texts.

Nothing here is read at the start of a program: only whoever votes, seals or checks asks for it, and
a machine that opens accounts works without these files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from models.errors import ElectionFileError, Fault, FileError, ListsFileError
from models.files.unreadable import unreadable
from models.rules.candidate_lists import name_of
from models.settings.election import Election
from models.settings.lists import (
    MOST_LISTS,
    ListSection,
    PreviousName,
    beside,
    flaws_among,
    unfit_past,
)
from models.settings.parts import Flaw, Place, Positive, Section
from models.settings.professions import ProfessionUnusable, read_profession
from models.settings.reading import faults_in, parse_section, text_of
from models.settings.sections import ScrutinSection
from models.views.candidate_lists import CandidateList
from models.views.results import PastElection, PastResult

NOT_USABLE = "la profession de foi {path} n'est pas utilisable : {reason}"
NAMED_BY = "{reason} ; « lists_file » du scrutin {code} le nomme"


class ListsFile(Section, frozen=True, kw_only=True):
    """The lists of one scrutin in a file of their own.

    Attributes:
        previous: How the election before is called, « 2011 ».
        previous_valid: How many valid ballots it had; None: it is not known.
    """

    previous: PreviousName = ""
    previous_valid: Positive | None = None
    lists: Annotated[tuple[ListSection, ...], Meta(min_length=1, max_length=MOST_LISTS)]

    def flaws(self) -> Iterator[Flaw]:
        """Yield what is wrong between them."""
        yield from unfit_past(self.previous, self.previous_valid, self.lists)
        yield from flaws_among(self.lists)

    def beside(self, directory: Path) -> ListsFile:
        """Return the file with its relative paths starting from an absolute directory."""
        return self.changed(lists=beside(self.lists, directory))


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the lists of a scrutin are, and what is there.

    Attributes:
        path: The file.
        place: Of the lists in it.
        wrong: What is raised for a flaw of it.
    """

    path: Path | None
    place: Place
    wrong: type[FileError]
    lists: tuple[ListSection, ...]
    past: PastElection

    def refused(self, flaws: Iterable[Flaw]) -> FileError:
        """Return what is raised for flaws, each with its line."""
        text = text_of(self.path, self.wrong) if self.path else ""
        return self.wrong(path=self.path, faults=faults_in(text, flaws))


def lists_of(election: Election, code: str) -> tuple[CandidateList, ...]:
    """Return the lists of a scrutin in the order drawn by lot; none if it has none.

    Args:
        election: Read from its file, so that its paths are absolute.
        code: Of the scrutin.

    Raises:
        ScrutinUnknown: The election has no such scrutin.
        ListsFileError: The file of the lists cannot be read or is wrong, or a profession de foi
            that it names; with every fault and its line.
        ElectionFileError: Likewise a profession de foi that the election file names.
    """
    source = _source_of(election, code)
    lists, flaws = [], []
    for number, section in enumerate(source.lists):
        try:
            lists.append(_presented(section))
        except ProfessionUnusable as error:
            reason = NOT_USABLE.format(path=section.profession, reason=error)
            flaws.append(Flaw((*source.place, number, "profession"), reason))
    if flaws:
        raise source.refused(flaws)
    return _in_order(lists)


def lists_and_past(election: Election, code: str) -> tuple[tuple[CandidateList, ...], PastElection]:
    """Return the lists of a scrutin without their professions de foi, and the election before.

    Once the vote is over nobody needs those texts: one that has gone must not hide a result.

    Args:
        election: Read from its file, so that its paths are absolute.
        code: Of the scrutin.

    Raises:
        ScrutinUnknown: The election has no such scrutin.
        ListsFileError: The file of the lists cannot be read or is wrong.
    """
    source = _source_of(election, code)
    lists = [_presented(section.changed(profession=None)) for section in source.lists]
    return _in_order(lists), source.past


def _source_of(election: Election, code: str) -> _Source:
    scrutin = election.scrutin(code)
    if scrutin.lists_file is not None:
        file = _read(scrutin.lists_file, code)
        return _Source(scrutin.lists_file, ("lists",), ListsFileError, file.lists, _past(file))
    place: Place = ("scrutins", election.scrutins.index(scrutin), "lists")
    return _Source(election.file, place, ElectionFileError, scrutin.lists, _past(scrutin))


def _read(path: Path, code: str) -> ListsFile:
    try:
        source = text_of(path, ListsFileError)
    except FileNotFoundError as error:
        reason = NAMED_BY.format(reason=unreadable(error).reason, code=code)
        raise ListsFileError(path=path, faults=[Fault(reason)]) from error
    file = parse_section(source, path, ListsFile, ListsFileError)
    return file.beside(path.absolute().parent)


def _past(section: ListsFile | ScrutinSection) -> PastElection:
    return PastElection(
        name=name_of(section.previous),
        valid=section.previous_valid or 0,
        lists={
            one.order: PastResult(one.previous_votes, one.previous_seats)
            for one in section.lists
            if one.previous_votes is not None
        },
    )


def _in_order(lists: Iterable[CandidateList]) -> tuple[CandidateList, ...]:
    return tuple(sorted(lists, key=lambda one: one.order))


def _presented(section: ListSection) -> CandidateList:
    """Return a list with its profession de foi.

    Raises:
        ProfessionUnusable: It cannot be read, or is wrong.
    """
    path = section.profession
    return CandidateList(
        order=section.order,
        name=name_of(section.name),
        short=name_of(section.short),
        candidates=tuple(map(name_of, section.candidates)),
        profession=None if path is None else read_profession(path),
    )
