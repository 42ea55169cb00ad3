"""The lists of a scrutin, whole: from the election file or a file of their own, with their texts.

Nothing here is read at the start of a program: only whoever votes, seals or checks asks for it, and
a machine that opens accounts works without these files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from models.errors import ElectionFileError, Fault, ListsFileError
from models.files.unreadable import unreadable
from models.rules.candidate_lists import name_of
from models.settings.election import Election
from models.settings.lists import MOST_LISTS, ListSection, beside, flaws_among
from models.settings.parts import Flaw, Place, Section
from models.settings.professions import ProfessionUnusable, read_profession
from models.settings.reading import faults_in, parse_section, text_of
from models.views.candidate_lists import CandidateList

NOT_USABLE = "la profession de foi {path} n'est pas utilisable : {reason}"
NAMED_BY = "{reason} ; « lists_file » du scrutin {code} le nomme"


class ListsFile(Section, frozen=True, kw_only=True):
    """The lists of one scrutin in a file of their own."""

    lists: Annotated[tuple[ListSection, ...], Meta(min_length=1, max_length=MOST_LISTS)]

    def flaws(self) -> Iterator[Flaw]:
        """Yield what is wrong between them."""
        yield from flaws_among(self.lists)

    def beside(self, directory: Path) -> ListsFile:
        """Return the file with its relative paths starting from an absolute directory."""
        return self.changed(lists=beside(self.lists, directory))


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
    scrutin = election.scrutin(code)
    if scrutin.lists_file is not None:
        return _lists_in(scrutin.lists_file, code)
    place: Place = ("scrutins", election.scrutins.index(scrutin), "lists")
    lists, flaws = _presented(scrutin.lists, place)
    if flaws:
        path = election.file
        source = text_of(path, ElectionFileError) if path else ""
        raise ElectionFileError(path=path, faults=faults_in(source, flaws))
    return lists


def _lists_in(path: Path, code: str) -> tuple[CandidateList, ...]:
    try:
        source = text_of(path, ListsFileError)
    except FileNotFoundError as error:
        reason = NAMED_BY.format(reason=unreadable(error).reason, code=code)
        raise ListsFileError(path=path, faults=[Fault(reason)]) from error
    file = parse_section(source, path, ListsFile, ListsFileError).beside(path.absolute().parent)
    lists, flaws = _presented(file.lists, ("lists",))
    if flaws:
        raise ListsFileError(path=path, faults=faults_in(source, flaws))
    return lists


def _presented(
    sections: Iterable[ListSection], place: Place
) -> tuple[tuple[CandidateList, ...], list[Flaw]]:
    """Return lists in their order, and what is wrong with their professions de foi."""
    lists, flaws = [], []
    for number, section in enumerate(sections):
        try:
            lists.append(_presented_one(section))
        except ProfessionUnusable as error:
            reason = NOT_USABLE.format(path=section.profession, reason=error)
            flaws.append(Flaw((*place, number, "profession"), reason))
    return tuple(sorted(lists, key=lambda one: one.order)), flaws


def _presented_one(section: ListSection) -> CandidateList:
    path = section.profession
    return CandidateList(
        order=section.order,
        name=name_of(section.name),
        short=name_of(section.short),
        candidates=tuple(map(name_of, section.candidates)),
        profession=None if path is None else read_profession(path),
    )
