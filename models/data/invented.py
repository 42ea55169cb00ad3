"""A sample made of somebody's own election: invented people of its corps and departments.

Nothing of the places that the election file names is left in it: no database, no keys, no logs, no
mail server. It follows from the file alone, so that two programs make the same.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, time, timedelta
from functools import partial
from hashlib import sha256
from importlib.resources import files
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from models.data.samples.electors import PREFIX, invented_identifier
from models.data.samples.sample import (
    Box,
    Guided,
    Sample,
    SampleAccount,
    SampleMail,
    SamplePerson,
)
from models.data.samples.shipped import sample_named
from models.errors import EspaceError
from models.mail.letters import Letter
from models.rules.calendar import Calendar
from models.rules.eligibility import ScrutinRule, scrutins_of
from models.rules.roll_cells import REQUIRED_COLUMNS
from models.rules.text import fold_accents, typeset
from models.settings.database import DatabaseSection
from models.settings.election import Election
from models.settings.lists import ListSection
from models.settings.presented_lists import lists_of
from models.settings.sections import ScrutinSection
from models.settings.upkeep import LogsSection

STORIES: tuple[tuple[str, Box, SampleAccount], ...] = (
    ("Tout reste à faire.", "ordinary", "none"),
    ("La boîte est saturée.", "full", "none"),
    ("Tout reste à faire, autre corps.", "ordinary", "none"),
    ("Le code a expiré.", "ordinary", "expired"),
    ("Compte confirmé.", "ordinary", "confirmed"),
    ("60 mails reçus.", "flooded", "asked"),
)
"""What is the case with the people, in their order."""
ELSEWHERE: tuple[tuple[str, Box, SampleAccount], ...] = (
    ("Tout reste à faire.", "ordinary", "none"),
    ("Tout reste à faire, autre corps.", "ordinary", "none"),
    ("Le code du mail est attendu.", "ordinary", "asked"),
    ("Le code a expiré.", "ordinary", "expired"),
    ("Compte confirmé.", "ordinary", "confirmed"),
    ("Compte confirmé, autre corps.", "ordinary", "confirmed"),
)
"""The same where no mailbox is opened."""
EACH = 13
"""Further electors of each corps and department of the people."""
QUOTA = 262_144
"""Bytes of a mailbox at most: one is to be filled in no time."""
MAILS = 30
FIRST_NAMES = (
    *("Anémone", "Basile", "Capucine", "Damien", "Églantine", "Florent", "Garance"),
    *("Hyacinthe", "Iris", "Jacinthe", "Laurier", "Marguerite", "Narcisse"),
)
LAST_NAMES = (
    *("Alouette", "Bouvreuil", "Chardonneret", "Fauvette", "Grive", "Huppe", "Loriot"),
    *("Mésange", "Pinson", "Rossignol", "Sittelle", "Tarin", "Verdier"),
)
WOMEN = frozenset({"Anémone", "Capucine", "Églantine", "Garance", "Iris", "Jacinthe", "Marguerite"})
WORDS = ("Menhir", "Tournesol", "Falaise", "Grelot", "Sapin", "Ruisseau", "Cabane")
"""Of passwords, which are as long as the election wants them."""
SCHOOL, UAI = "Établissement fictif", "9990001A"
MORNING = time(9, 30)
AFTER_OPENING = timedelta(minutes=5)
LISTS = ("Première", "Deuxième", "Troisième")


def invented_sample(election: Election) -> Sample:
    """Return an election with invented people and board, to be rehearsed in a sandbox.

    Its own lists of candidates are there where they can be read; invented ones elsewhere.

    Args:
        election: Of an election file, or made of one already.
    """
    rehearsed = _placeless(election)
    groups = _groups(rehearsed)
    people = tuple(
        _person(rehearsed, number, situation, box, account)
        for number, (situation, box, account) in enumerate(
            ELSEWHERE if election.mail.elsewhere else STORIES
        )
    )
    return Sample(
        name=str(election.file or ""),
        election=rehearsed,
        start=_first_morning(rehearsed.calendar),
        people=people,
        board=sample_named().board,
        guided=Guided(
            _password("Corneille", rehearsed.passwords.mailbox.minimum),
            _password("Hirondelle", rehearsed.passwords.voter.minimum),
        ),
        mails=partial(_mails, rehearsed),
        roll=partial(_roll_of, people, groups),
        others=partial(_others, rehearsed, groups),
    )


def _placeless(election: Election) -> Election:
    """Return an election without the places and servers of its file, with lists everywhere."""
    mail = election.mail
    return election.changed(
        database=DatabaseSection(),
        logs=LogsSection(),
        alerts=None,
        board=sample_named().board,
        mail=mail.changed(
            backend="smtp" if mail.elsewhere else "embedded",
            smtp=None,
            imap=None,
            quota=min(mail.quota, QUOTA),
        ),
        scrutins=tuple(_with_lists(election, scrutin) for scrutin in election.scrutins),
        _file=None,
    )


def _with_lists(election: Election, scrutin: ScrutinSection) -> ScrutinSection:
    try:
        if lists_of(election, scrutin.code):
            return scrutin
    except EspaceError:  # they are not ready yet: the rest can be rehearsed
        pass
    return scrutin.changed(
        lists_file=None,
        previous="",
        previous_valid=None,
        lists=tuple(
            ListSection(
                name=f"{name} liste fictive",
                short=name,
                order=order,
                candidates=tuple(
                    f"{_civility(first)} {first} {last.upper()} (personne fictive)"
                    for first, last in zip(FIRST_NAMES, _turned(LAST_NAMES, order), strict=True)
                ),
            )
            for order, name in enumerate(LISTS, 1)
        ),
    )


def _first_morning(calendar: Calendar) -> datetime:
    """Return the first morning on which accounts are open, soon after a later opening."""
    opens = calendar.accounts_open.astimezone(calendar.zone)
    morning = datetime.combine(opens.date(), MORNING, calendar.zone)
    return max(morning, opens + AFTER_OPENING)


def _groups(election: Election) -> tuple[tuple[str, str], ...]:
    """Return the corps and department of each of the people, spread over those of the election."""
    rules = [ScrutinRule(one.code, one.corps, one.department) for one in election.scrutins]
    departments = tuple(election.departments) or ("",)
    called = [
        (corps, department)
        for corps in election.corps
        for department in departments
        if scrutins_of(corps, department, rules)
    ]
    corps = list(dict.fromkeys(corps for corps, _ in called))
    chosen = []
    for number in range(len(STORIES)):
        own = corps[number * len(corps) // len(STORIES)]
        places = [department for found, department in called if found == own]
        chosen.append((own, places[number % len(places)]))
    return tuple(chosen)


def _person(
    election: Election, number: int, situation: str, box: Box, account: SampleAccount
) -> SamplePerson:
    first, last = FIRST_NAMES[number], LAST_NAMES[number]
    user_name = _user_name(first, last, election)
    wanted = election.passwords.voter.minimum
    return SamplePerson(
        user_name,
        f"{_plain(first)}.{_plain(last)}@{election.mail.domains[0]}",
        f"{first} {last} {_fictive(first)}",
        _first_password(election, user_name),
        situation,
        None if account == "none" else _password(WORDS[-number], wanted),
        identifier=invented_identifier(user_name).shown,
        box=box,
        account=account,
    )


def _user_name(first: str, last: str, election: Election) -> str:
    """Return a user name as the election makes them."""
    if election.mail.user_names == "initial-name":
        return f"{_plain(first)[0]}{_plain(last)}"
    return f"{_plain(first)}.{_plain(last)}"


def _plain(name: str) -> str:
    return fold_accents(name).lower()


def _civility(first: str) -> str:
    return "Mme" if first in WOMEN else "M."


def _fictive(first: str) -> str:
    return "Fictive" if first in WOMEN else "Fictif"


def _turned(names: Sequence[str], by: int) -> tuple[str, ...]:
    return (*names[by:], *names[:by])


def _first_password(election: Election, user_name: str) -> str:
    numbers = count()

    def draw(bound: int) -> int:
        text = f"espace-electeur|répétition|{user_name}|{next(numbers)}"
        return int.from_bytes(sha256(text.encode()).digest(), "big") % bound

    return election.mail.first_password.rule.example(draw)


def _password(word: str, minimum: int) -> str:
    """Return a password that every policy takes: capitals, small letters, a digit and signs."""
    password = f"{word}-7"
    for other in WORDS:
        if len(password) >= minimum and "-7-" in password:
            break
        password = f"{password}-{other}" if other != word else password
    return password


def _mails(election: Election) -> tuple[SampleMail, ...]:
    source = files("models.data").joinpath("samples", "invented_mails.toml").read_text("utf-8")
    told = tomllib.loads(source)["mails"]
    places = {"domain": election.mail.domains[0], "title": election.title}
    mails = []
    for number in range(MAILS):
        mail, turn = told[number % len(told)], number // len(told) + 1
        subject = mail["subject"].format(**places) + (f" ({turn})" if turn > 1 else "")
        letter = Letter(typeset(subject), typeset(mail["body"]))
        mails.append(SampleMail(mail["sender"].format(**places), letter))
    return tuple(mails)


def _roll_of(
    people: Sequence[SamplePerson], groups: Sequence[tuple[str, str]]
) -> AbstractContextManager[Path]:
    rows = []
    for person, (corps, department) in zip(people, groups, strict=True):
        first, _, last = person.name.partition(" ")
        cells = (person.user_name, person.address, _civility(first), last, first)
        rows.append((*cells, corps, department, UAI, SCHOOL, person.numen))
    return _written((*REQUIRED_COLUMNS, "numen"), rows)


def _others(election: Election, groups: Sequence[tuple[str, str]]) -> AbstractContextManager[Path]:
    domain = election.mail.domains[0]
    rows = []
    for turn, (corps, department) in enumerate(dict.fromkeys(groups)):
        names = zip(_turned(FIRST_NAMES, turn), LAST_NAMES, count(1), strict=False)
        for first, last, number in islice(names, EACH):
            uid = f"{PREFIX}{turn + 1}-{number}"
            mail = f"{_plain(first)}.{_plain(last)}.fictif{turn + 1}@{domain}"
            cells = (uid, mail, _civility(first), f"{last} {_fictive(first)}", first)
            rows.append((*cells, corps, department, UAI, SCHOOL))
    return _written(REQUIRED_COLUMNS, rows)


@contextmanager
def _written(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Path]:
    """Hold a roll in a file of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "liste.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([columns, *rows])
        yield path
