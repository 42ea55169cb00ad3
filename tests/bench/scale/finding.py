"""An agent's search among a million electors: how long one waits for the people of a name."""

from __future__ import annotations

import random
from time import perf_counter

from models import Espace, StaffRole, StaffSession
from models.tables.electors import Elector
from tests.bench.bare_driver import bare_driver
from tests.bench.figures import Figure, by_rank
from tests.bench.scale.calls import opened
from tests.bench.scale.electorate import Electorate
from tests.bench.statements import noted

CALLED = 300
"""People who are looked for."""
AIM = 50.0
"""Milliseconds of the 95th percentile on an idle machine."""
PASSWORD = "Quatre tortues sous un parasol mauve"
LIMIT = 4.0
"""Times the statements of the search by the bare driver."""


def finding(of: Electorate, kind: str) -> list[Figure]:
    """Return how long the index takes, and the search as one types.

    Args:
        of: What holds the loaded database.
        kind: « SQLite » or « PostgreSQL ».
    """
    election = of.loaded(kind)[0]
    with opened(election) as espace:
        agent = _agent(espace)
        begun = perf_counter()
        indexed = espace.desk.refresh_search()
        seconds = perf_counter() - begun
        again = perf_counter()
        espace.desk.refresh_search()
        unchanged = perf_counter() - again
        with espace.context.connection():
            asked = typed_names(of.electors)
        values, bare = [], []
        with bare_driver(espace, election) as driver:
            for words, elector_id in asked:
                started = perf_counter()
                with noted(espace.context.store.database) as sent:
                    people = espace.desk.search(agent, words)
                between = perf_counter()
                driver.send(sent)
                bare.append((perf_counter() - between) * 1000)
                values.append((between - started) * 1000)
                found = [person.elector_id for person in people]
                if len(found) < 50 and elector_id not in found:
                    raise AssertionError(f"{words!r} does not find its person")
    return [
        Figure(f"{kind} : indexer {indexed} personnes", seconds, "s", unchanged, None),
        *by_rank(f"{kind} : chercher une personne", values, bare, LIMIT, (50, 95), AIM),
    ]


def _agent(espace: Espace) -> StaffSession:
    """Return the session of an agent who has a password of their own."""
    first = espace.desk.add_staff("banc", StaffRole.AGENT, source="bench")
    session = espace.desk.sign_in("banc", first, source="bench")
    return espace.desk.change_password(session, PASSWORD, source="bench")


def typed_names(electors: int) -> list[tuple[str, int]]:
    """Return what is typed for people of the whole roll, most with a slip, and who they are."""
    chance = random.Random(15)  # a bench draws the same people each time
    numbers = chance.sample(range(1, electors + 1), CALLED)
    people = Elector.select().where(Elector.id.in_(numbers))
    return [(_words(chance, one), one.id) for one in people]


def _words(chance: random.Random, person: Elector) -> str:
    """Return a name as an agent types it: swapped, begun, with a slip, or a user name."""
    ways = (
        f"{person.last_name} {person.first_name}",
        f"{person.first_name} {person.last_name}",
        f"{_slipped(chance, person.last_name)} {person.first_name}",
        f"{person.last_name} {_slipped(chance, person.first_name)}",
        f"{person.last_name} {person.first_name[:3]}",
        f"{person.last_name} {person.school.split()[-1]}",
        person.uid,
        person.mail,
        person.last_name[:4],
    )
    return chance.choice(ways)


def _slipped(chance: random.Random, name: str) -> str:
    """Return a name whose one letter was left out, if it is long enough."""
    if len(name) < 5 or not name.isalpha():
        return name
    at = chance.randrange(1, len(name))
    return name[:at] + name[at + 1 :]
