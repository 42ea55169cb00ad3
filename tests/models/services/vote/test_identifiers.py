"""Whether an identifier is a person's in a scrutin."""

from __future__ import annotations

import secrets
import traceback

import pytest

from models import Espace, WrongIdentifier, private_credential
from models.tables.electors import Scrutin
from models.tables.notices import VoteElection
from models.voting.credentials import public_credential
from models.voting.group import point_text
from models.voting.identifiers import draw_identifier
from tests.models.notices.printed import Printed
from tests.models.steps import person_on_roll


def test_each_person_is_known_by_their_own_in_their_scrutins(
    espace: Espace, printed: dict[str, Printed]
) -> None:
    with espace.context.connection():
        elections = VoteElection.select(VoteElection, Scrutin).join(Scrutin)
        uuids = {row.scrutin.code: row.uuid for row in elections}
    dupont, identifier = person_on_roll(espace, "fdupont"), printed["fdupont"].identifier
    for scrutin in ("CTM", "CTA", "CAPN-certifie", "CAPA-certifie"):
        key = public_credential(private_credential(identifier), uuids[scrutin])
        assert espace.vote.credential_of(dupont, scrutin, identifier) == point_text(key)


def test_anybody_else_s_and_any_other_scrutin_are_refused(
    espace: Espace, printed: dict[str, Printed]
) -> None:
    dupont, kbenali = (person_on_roll(espace, name) for name in ("fdupont", "kbenali"))
    own, spare = printed["fdupont"].identifier, printed["réserve 7"].identifier
    tried = [
        (kbenali, "CTM", own),
        (dupont, "CTM", printed["kbenali"].identifier),
        (dupont, "CTM", spare),
        (dupont, "CTM", draw_identifier(secrets.randbelow)),
        (dupont, "CAPN-plp", own),
        (dupont, "INCONNU", own),
        (0, "CTM", own),
    ]
    for elector, scrutin, identifier in tried:
        with pytest.raises(WrongIdentifier) as refusal:
            espace.vote.credential_of(elector, scrutin, identifier)
        error = refusal.value
        told = "".join(traceback.format_exception(error)) + repr(vars(error))
        assert identifier.characters not in told
        assert private_credential(identifier) not in told
