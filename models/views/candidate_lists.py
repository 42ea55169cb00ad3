"""The lists of candidates of a scrutin, as they are shown to whoever votes."""

from __future__ import annotations

from dataclasses import dataclass

from models.views.findings import Level


@dataclass(frozen=True, slots=True)
class CandidateList:
    """A list of candidates.

    Attributes:
        order: Its place among the lists of its scrutin, from 1, as drawn by lot.
        name: On one line, of 120 characters at most.
        short: For a narrow column, of 20 characters at most.
        candidates: Their names, each at its rank: the first one is elected first.
        profession: What the list declares (« profession de foi »), its lines ended by a line feed;
            None: it declares nothing.
    """

    order: int
    name: str
    short: str
    candidates: tuple[str, ...]
    profession: str | None


@dataclass(frozen=True, slots=True)
class ScrutinLists:
    """A scrutin with its lists.

    Attributes:
        code: Of the scrutin, as the election file names it.
        seats: To be won; None: the election file does not say.
        lists: In their order; none if the election file has none.
    """

    code: str
    short: str
    title: str
    seats: int | None
    lists: tuple[CandidateList, ...]


@dataclass(frozen=True, slots=True)
class ListsCheck:
    """What is to be said of the lists of a scrutin before it opens.

    Attributes:
        code: Of the scrutin.
        title: Of the scrutin.
        seats: To be won; None: the election file does not say.
        lists: How many there are; none are counted if there is a fault.
        candidates: How many are on all of them.
        faults: What makes them unusable, each with its file and line, and what to do.
        doubts: What somebody should look at.
        remarks: What is worth knowing, and allowed.
    """

    code: str
    title: str
    seats: int | None
    lists: int = 0
    candidates: int = 0
    faults: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """How serious it is."""
        if self.faults:
            return Level.FAULT
        return Level.ATTENTION if self.doubts else Level.OK
