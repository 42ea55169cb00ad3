"""Who goes the ways of an election's sample, by their situation, and what they read there."""

from __future__ import annotations

import csv
from functools import cache, cached_property

from models import Election, Sample, SamplePerson, sample_named

TOULOUSE, LYON = "toulouse-2014", "lyon-2026"


class Cast:
    """The people of a sample, and its words: those of its file, or of the catalogue.

    Attributes:
        name: Of the sample.
        newcomer: Has done nothing yet.
        crowded: Has a mailbox that takes no mail.
        late: Has an account whose code has expired.
    """

    def __init__(self, name: str) -> None:
        """Find the people of a sample."""
        self.name = name
        people = self.sample.people
        self.newcomer = next(one for one in people if (one.box, one.account) == NEW)
        self.crowded = next(one for one in people if one.box == "full")
        self.late = self.sample.someone("expired")

    @property
    def sample(self) -> Sample:
        """The sample."""
        return sample_named(self.name)

    @property
    def election(self) -> Election:
        """Its election, on no database."""
        return self.sample.election

    @property
    def demo(self) -> tuple[str, ...]:
        """The words that begin its demonstration; none names the sample that is shown anyway."""
        return ("demo",) if self.name == TOULOUSE else ("demo", "--election", self.name)

    @property
    def mailbox_password(self) -> str:
        """One that keeps the rules of the mailboxes."""
        return self.sample.guided.mailbox_password

    @property
    def voter_password(self) -> str:
        """One that keeps the rules of the accounts."""
        return self.sample.guided.voter_password

    @property
    def first_password(self) -> str:
        """What people call that which opens a mailbox for the first time: « NUMEN »."""
        return self.election.mail.first_password.name

    def says(self, key: str) -> str:
        """Return a text of the catalogue, or the election's own in its place."""
        return self.election.texts.line(key)

    def codes(self, person: SamplePerson) -> tuple[str, ...]:
        """Return the codes of the scrutins that a person votes in, in their order."""
        row = self._rows[person.user_name]
        return tuple(
            one.code
            for one in self.election.scrutins
            if row["corps"] in one.corps and one.department in {None, row["department"]}
        )

    def shorts(self, person: SamplePerson) -> tuple[str, ...]:
        """Return the short names of the same."""
        return tuple(self.election.scrutin(code).short for code in self.codes(person))

    def introduced(self, person: SamplePerson) -> str:
        """Return how a screen names a person: « Mme Dupont · certifiée »."""
        row = self._rows[person.user_name]
        masculine, feminine = self.election.corps[row["corps"]]
        corps = masculine if row["civility"] == "M." else feminine
        return f"{row['civility']} {row['last_name']} · {corps}"

    @cached_property
    def _rows(self) -> dict[str, dict[str, str]]:
        with self.sample.roll() as path, path.open(encoding="utf-8", newline="") as file:
            return {row["uid"]: row for row in csv.DictReader(file)}


NEW = ("ordinary", "none")


@cache
def cast_of(name: str) -> Cast:
    """Return the people and words of a sample."""
    return Cast(name)
