"""Unknown, wrong, unconfirmed, disabled: a refused sign-in takes the same time."""

from __future__ import annotations

from contextlib import suppress
from time import perf_counter

from models import Espace, SignInRefused
from models.crypto.bound_hashes import Owner
from models.tables.accounts import AccountState, VoterAccount
from models.tables.electors import Elector
from tests.bench.figures import QUICKEST, Figure, percentile
from tests.bench.roll import ELECTORS, address_of

ROUNDS = 80
WARM_UP = 4
RIGHT, WRONG = "Bruyere6Causses", "Bruyere6Aubrax"
MOST_APART = 1.1
"""Times the quickest of the four, which are taken in turn."""
FIRST = ELECTORS // 2
"""Number of the first person used here: the first half has accounts already."""

KINDS = {
    "inconnue": (None, WRONG),
    "mauvais mot de passe": (AccountState.ACTIVE, WRONG),
    "non confirmé": (AccountState.PENDING, WRONG),
    "désactivé": (AccountState.DISABLED, RIGHT),
}
"""The state of the account, None for an address that is no elector's, and what is typed."""


def same_work(espace: Espace) -> list[Figure]:
    """Return the slowest of the four refusals beside the quickest, first deciles in milliseconds.

    Each try has an address and a source of its own: no wait is due.
    """
    tries = _prepared(espace)
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for number, (kind, address, password) in enumerate(tries):
        started = perf_counter()
        with suppress(SignInRefused):
            espace.account.sign_in(address, password, source=f"bench:{number}")
            raise AssertionError("this sign-in had to be refused")
        if number >= WARM_UP * len(KINDS):
            times[kind].append((perf_counter() - started) * 1000)
    deciles = [percentile(measured, QUICKEST) for measured in times.values()]
    return [
        Figure(
            "accès refusé : le plus lent des quatre, premier décile",
            max(deciles),
            "ms",
            min(deciles),
            MOST_APART,
        )
    ]


def _prepared(espace: Espace) -> list[tuple[str, str, str]]:
    """Make the accounts that are needed; return kind, address and password of each try."""
    stored = espace.context.hashes.make(RIGHT)
    tries: list[tuple[str, str, str]] = []
    with espace.context.transaction():
        for number in range(ROUNDS + WARM_UP):
            for place, (kind, (state, password)) in enumerate(KINDS.items()):
                address = address_of(FIRST + 7 * (len(KINDS) * number + place))
                if state is None:
                    address = f"inconnue{number}@ac-toulouse.fr"
                else:
                    _make_account(espace, address, state, stored)
                tries.append((kind, address, password))
    return tries


def _make_account(espace: Espace, address: str, state: str, encoded: str) -> None:
    elector = Elector.get(Elector.mail == address)
    VoterAccount.create(
        elector=elector.id,
        state=state,
        password_hash=espace.context.passwords.bind(encoded, Owner.voter(elector.uid)),
        created_at=espace.context.now,
    )
