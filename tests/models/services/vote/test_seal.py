"""The seal: what it covers is refused or named as soon as it changes."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from threading import Barrier, Thread

import pytest

from models import Election, Espace, ImportOptions
from models.errors import (
    DatabaseUnavailable,
    EngineUnavailable,
    ImportRunning,
    SealBroken,
    SealRefused,
    VoteSealed,
)
from models.services.administration.checks.seal import NOT_SEALED, check_seal
from models.services.vote.program import program_fingerprint
from models.tables.audit import AuditEvent
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.notices import NoticeLink, PublicCredential
from models.tables.vote_seal import ScrutinKey, VoteSeal
from models.views.findings import Level
from models.views.vote_ground import SealState
from models.voting.archive import ArchiveWriter, read_archive
from models.voting.elections import parse_election
from models.voting.group import parse_point
from models.voting.trustees import make_board, parse_board
from tests.models.clocks import HandClock
from tests.models.notices.rolls import Made, load_roll, make, roll_lines
from tests.models.rolls import write_roll
from tests.models.services.vote.board import hold_ceremony, with_board
from tests.models.steps import SOURCE


@pytest.fixture
def board(espace: Espace) -> Espace:
    """The sample election with a board."""
    return with_board(espace)


@pytest.fixture
def made(board: Espace, tmp_path: Path) -> Made:
    """Its notices, not loaded yet."""
    return make(board, tmp_path / "made")


@pytest.fixture
def ready(board: Espace, made: Made, tmp_path: Path) -> Espace:
    """An election that can be sealed."""
    board.vote.load_credentials(made.public, source=SOURCE)
    hold_ceremony(board, tmp_path / "sticks")
    return board


@pytest.fixture
def sealed(ready: Espace) -> Espace:
    """One that is sealed."""
    ready.vote.seal_election(keep=True, source=SOURCE)
    return ready


def told(espace: Espace, *, quick: bool = False) -> list[str]:
    """Return the faults that `admin check` names."""
    return [
        outcome.text
        for outcome in check_seal(espace.context, quick=quick)
        if outcome.level is Level.FAULT
    ]


def test_a_trial_changes_nothing_and_tells_the_fingerprint(ready: Espace) -> None:
    trial = ready.vote.seal_election(keep=False, source=SOURCE)
    assert trial.sealed_at is None
    assert ready.vote.show_seal() is None
    with ready.context.connection():
        assert not any(key.election for key in ScrutinKey.select())
    made = ready.vote.seal_election(keep=True, source=SOURCE)
    assert made.fingerprint == trial.fingerprint
    assert made.sealed_at == ready.clock.now()


def test_it_is_shown_as_it_was_made(sealed: Espace) -> None:
    state = sealed.vote.show_seal()
    assert state is not None
    assert [part.name for part in state.parts] == [
        "program",
        "file",
        "lists",
        "keys",
        "roll",
        "credentials",
    ]
    assert state.lists["CTM"] == 17
    assert state.empty == ()
    assert state.electors == 6
    with sealed.context.connection():
        last = AuditEvent.select().order_by(AuditEvent.sequence.desc()).first()
    assert last.kind == f"vote_sealed/{state.fingerprint[:32]}"
    assert sealed.administration.verify_audit().first_fault is None


def test_the_parameters_of_each_election_are_written(sealed: Espace) -> None:
    with sealed.context.connection():
        keys = list(ScrutinKey.select())
    assert len(keys) == len(sealed.election.scrutins)
    for key in keys:
        election = parse_election(key.election.encode())
        assert election.key == parse_board(key.trustees.encode()).key
        assert election.lists >= 2


def test_the_archive_of_a_scrutin_is_named_by_what_was_sealed(sealed: Espace) -> None:
    state = sealed.vote.show_seal()
    assert state is not None
    with sealed.context.connection():
        key = (
            ScrutinKey.select(ScrutinKey, Scrutin).join(Scrutin).where(Scrutin.code == "CTM").get()
        )
        rows = PublicCredential.select().where(PublicCredential.scrutin == key.scrutin_id)
        credentials = [parse_point(row.key) for row in rows]
    file = BytesIO()
    ArchiveWriter(file, 0).setup(
        parse_election(key.election.encode()), parse_board(key.trustees.encode()), credentials
    )
    file.seek(0)
    (record,) = read_archive(file)
    assert state.setups["CTM"] == record.event.payload


def test_an_untouched_election_serves_and_checks_well(sealed: Espace) -> None:
    sealed.verify()
    assert told(sealed) == told(sealed, quick=True) == []
    outcome, engines = check_seal(sealed.context)
    state = sealed.vote.show_seal()
    assert state is not None
    assert state.fingerprint in outcome.text
    assert "deux programmes indépendants (dont belenios-tool 3.0)" in engines.text


def test_before_the_seal_there_is_nothing_to_say(ready: Espace) -> None:
    ready.verify()
    assert [one.text for one in check_seal(ready.context, quick=True)] == [NOT_SEALED]


def test_a_missing_tool_is_named_unless_one_engine_is_enough(
    ready: Espace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert any(
        "Installez le paquet Debian belenios-tool" in one.text and one.level is Level.ATTENTION
        for one in check_seal(ready.context)
    )
    board = ready.election.board
    assert board is not None
    one_engine = reopened(ready, board=board.changed(engines="one"))
    assert any("un seul programme" in one.text for one in check_seal(one_engine.context))


def test_it_is_sealed_once(sealed: Espace) -> None:
    with pytest.raises(VoteSealed):
        sealed.vote.seal_election(keep=True, source=SOURCE)


def test_what_is_missing_is_named(board: Espace, made: Made, tmp_path: Path) -> None:
    def seal() -> object:
        return board.vote.seal_election(keep=True, source=SOURCE)

    with pytest.raises(SealRefused, match=r"éléments publics.*load-credentials"):
        seal()
    board.vote.load_credentials(made.public, source=SOURCE)
    with pytest.raises(SealRefused, match=r"clés du bureau.*admin vote keys"):
        seal()
    hold_ceremony(board, tmp_path / "sticks")
    without = board.election.changed(
        scrutins=tuple(one.changed(lists=(), lists_file=None) for one in board.election.scrutins)
    )
    with pytest.raises(SealRefused, match="Aucun scrutin n'a de liste"):
        Espace(without, HandClock()).vote.seal_election(keep=True, source=SOURCE)
    assert board.vote.show_seal() is None


def test_a_roll_that_has_changed_since_the_notices_is_not_sealed(
    ready: Espace, tmp_path: Path
) -> None:
    line = "nouvelle,nouvelle@ac-toulouse.fr,Mme,Nouvelle,Zoé,certifie,31,0310001A,Lycée"
    roll = write_roll(tmp_path, line)
    ready.administration.import_roll(roll, source=SOURCE)
    with pytest.raises(SealRefused, match="il en manque à 3"):
        ready.vote.seal_election(keep=True, source=SOURCE)
    assert ready.vote.show_seal() is None


def test_without_the_tool_a_real_election_is_not_sealed(
    ready: Espace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(EngineUnavailable, match="belenios-tool"):
        ready.vote.seal_election(keep=True, source=SOURCE)
    board = ready.election.board
    assert board is not None
    content = ready.election.changed(board=board.changed(engines="one"))
    assert Espace(content, HandClock()).vote.seal_election(keep=True, source=SOURCE).sealed_at


def test_a_seal_that_fails_at_its_end_leaves_nothing(
    ready: Espace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DatabaseUnavailable(reason="coupée")

    with monkeypatch.context() as patched:
        patched.setattr("models.services.vote.sealing.record", fail)
        with pytest.raises(DatabaseUnavailable):
            ready.vote.seal_election(keep=True, source=SOURCE)
    assert ready.vote.show_seal() is None
    with ready.context.connection():
        assert not any(key.election for key in ScrutinKey.select())
    assert ready.vote.seal_election(keep=True, source=SOURCE).sealed_at


def test_of_two_who_seal_at_once_one_does(ready: Espace) -> None:
    outcomes: list[object] = []
    start = Barrier(2)

    def seal() -> None:
        espace = Espace(ready.election, HandClock())
        start.wait()
        try:
            outcomes.append(espace.vote.seal_election(keep=True, source=SOURCE))
        except (VoteSealed, ImportRunning) as error:
            outcomes.append(error)
        finally:
            espace.close()

    threads = [Thread(target=seal) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 2
    assert sum(isinstance(outcome, SealState) for outcome in outcomes) == 1
    with ready.context.connection():
        kinds = [event.kind for event in AuditEvent.select() if "vote_sealed" in event.kind]
    assert len(kinds) == 1
    assert told(ready) == []


def test_scrutins_without_lists_are_named(ready: Espace) -> None:
    scrutins = tuple(
        one.changed(lists=(), lists_file=None) if one.code == "CTA" else one
        for one in ready.election.scrutins
    )
    espace = Espace(ready.election.changed(scrutins=scrutins), HandClock())
    assert espace.vote.seal_election(keep=True, source=SOURCE).empty == ("CTA",)
    espace.verify()


# What changes afterwards


def test_acts_that_would_change_it_are_refused(sealed: Espace, made: Made, tmp_path: Path) -> None:
    roll = write_roll(tmp_path, *roll_lines(3))
    with pytest.raises(VoteSealed):
        sealed.administration.import_roll(roll, source=SOURCE)
    with pytest.raises(VoteSealed):
        sealed.administration.import_roll(
            roll, source=SOURCE, options=ImportOptions(remove=True, removes_many=True)
        )
    with pytest.raises(VoteSealed):
        sealed.vote.load_credentials(made.public, replace=True, source=SOURCE)
    with pytest.raises(VoteSealed):
        sealed.vote.require_keys_to_make(replace=True)
    with pytest.raises(VoteSealed):
        hold_ceremony(sealed, tmp_path / "others", replace=True)
    assert list((tmp_path / "others").iterdir()) == []
    assert told(sealed) == []


def test_a_lost_notice_is_still_replaced(sealed: Espace) -> None:
    held = sealed.vote.find_notice("fdupont")
    sealed.vote.replace_notice(
        "fdupont",
        lost=held.number,
        spare=7,
        by="Mme Remise",
        witness="M. Témoin",
        reason="perdue",
        source=SOURCE,
    )
    sealed.verify()
    assert told(sealed) == []


def change_roll(_: Espace) -> None:
    Elector.update(last_name="Autre").where(Elector.uid == "fdupont").execute()


def add_entry(espace: Espace) -> None:
    entry = RollEntry.select().first()
    RollEntry.delete().where(
        (RollEntry.elector == entry.elector_id) & (RollEntry.scrutin == entry.scrutin_id)
    ).execute()


def add_credential(_: Espace) -> None:
    row = PublicCredential.select().first()
    PublicCredential.create(scrutin=row.scrutin_id, key="ab" * 32)


def change_link(_: Espace) -> None:
    row = NoticeLink.select().first()
    NoticeLink.update(link="00" * 32).where(
        (NoticeLink.notice == row.notice_id) & (NoticeLink.scrutin == row.scrutin_id)
    ).execute()


def change_keys(_: Espace) -> None:
    first, second = ScrutinKey.select().limit(2)
    ScrutinKey.update(trustees=second.trustees).where(
        ScrutinKey.scrutin == first.scrutin_id
    ).execute()


def change_election(_: Espace) -> None:
    key = ScrutinKey.select().first()
    ScrutinKey.update(election=key.election.replace("CTM", "CTX").replace("Liste", "Lista")).where(
        ScrutinKey.scrutin == key.scrutin_id
    ).execute()
    ScrutinKey.update(election="").where(ScrutinKey.scrutin == key.scrutin_id).execute()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (change_roll, "liste électorale a changé"),
        (add_entry, "liste électorale a changé"),
        (add_credential, "éléments publics des notices ont changé"),
        (change_link, "éléments publics des notices ont changé"),
        (change_keys, "clés du bureau ne sont plus"),
        (change_election, "clés du bureau ne sont plus"),
    ],
)
def test_a_change_in_the_database_is_named(
    sealed: Espace, change: Callable[[Espace], None], words: str
) -> None:
    with sealed.context.transaction():
        change(sealed)
    (text,) = told(sealed)
    assert words in text
    if "clés du bureau" in words:
        assert told(sealed, quick=True) == [text]
        with pytest.raises(SealBroken, match="les clés du bureau"):
            sealed.verify()


def reopened(espace: Espace, **sections: object) -> Espace:
    """Return the election with another file."""
    return Espace(espace.election.changed(**sections), HandClock())


def test_another_file_is_refused_and_named(sealed: Espace) -> None:
    calendar = sealed.election.calendar_section
    moved = calendar.changed(vote_closes=calendar.vote_closes.replace(hour=18))
    board = sealed.election.board
    assert board is not None
    for other in (
        reopened(sealed, calendar_section=moved),
        reopened(sealed, calendar_section=calendar.changed(vote_grace_minutes=10)),
        reopened(sealed, scrutins=sealed.election.scrutins[1:]),
        reopened(sealed, board=board.changed(threshold=2)),
        reopened(sealed, election=sealed.election.election.changed(title="Autre")),
    ):
        with pytest.raises(SealBroken, match="le fichier d'élection"):
            other.verify()
        assert any("fichier d'élection a changé" in text for text in told(other))


def test_what_a_machine_needs_for_itself_is_not_sealed(sealed: Espace) -> None:
    kiosk = sealed.election.kiosk.changed(name="Borne de l'entrée")
    logs = sealed.election.logs
    reopened(sealed, kiosk=kiosk, logs=logs).verify()


def test_other_lists_are_refused_and_named(sealed: Espace, tmp_path: Path) -> None:
    first = sealed.election.scrutins[0]
    assert first.lists_file is not None
    original = first.lists_file.read_text(encoding="utf-8")
    for number, (old, new) in enumerate(
        (('short = "', 'short = "X'), ("order = 1\n", "order = 99\n"), (original, "cassé ["))
    ):
        path = first.lists_file.parent / f"change-{number}.toml"
        text = original.replace(old, new, 1)
        assert text != original
        path = tmp_path / path.name
        path.write_text(
            text.replace('profession = "', f'profession = "{first.lists_file.parent}/'),
            encoding="utf-8",
        )
        scrutins = (first.changed(lists_file=path), *sealed.election.scrutins[1:])
        other = reopened(sealed, scrutins=scrutins)
        with pytest.raises(SealBroken, match="les listes de candidats"):
            other.verify()
        assert any("listes de candidats" in one and "ont changé" in one for one in told(other))


def test_another_program_is_refused_and_named(
    sealed: Espace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.services.vote.covered.program_fingerprint", lambda: "0" * 64)
    with pytest.raises(SealBroken, match="le programme"):
        sealed.verify()
    assert ["Le programme n'est plus celui" in text for text in told(sealed)] == [True]


def test_the_program_is_all_of_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("models", "tui"):
        (tmp_path / package / "inner" / "__pycache__").mkdir(parents=True)
        (tmp_path / package / "__init__.py").write_text("")
        (tmp_path / package / "inner" / "a.py").write_text("a = 1\n")
    monkeypatch.setattr("models.__file__", str(tmp_path / "models" / "__init__.py"))
    fingerprints = []
    changes: list[Callable[[], object]] = [
        lambda: None,
        lambda: (tmp_path / "tui" / "inner" / "a.py").write_text("a = 2\n"),
        lambda: (tmp_path / "models" / "inner" / "b.tcss").write_text("x"),
        lambda: (tmp_path / "models" / "inner" / "b.tcss").rename(tmp_path / "tui" / "b.tcss"),
    ]
    for change in changes:
        change()
        program_fingerprint.cache_clear()
        fingerprints.append(program_fingerprint())
    (tmp_path / "models" / "inner" / "__pycache__" / "a.pyc").write_text("x")
    program_fingerprint.cache_clear()
    assert program_fingerprint() == fingerprints[-1]
    assert len(set(fingerprints)) == len(changes)
    program_fingerprint.cache_clear()


def test_a_restored_backup_is_as_sealed_as_it_was(
    sealed: Espace, elsewhere: Election, tmp_path: Path
) -> None:
    backup = tmp_path / "sauvegarde.zip"
    sealed.administration.back_up(backup, with_keys=True, source=SOURCE)
    other = Espace(sealed.election.changed(database=elsewhere.database), HandClock())
    other.administration.restore(backup, source=SOURCE)
    other.verify()
    assert told(other) == []
    other.close()


def test_a_seal_that_was_altered_or_removed_is_named(sealed: Espace) -> None:
    with sealed.context.transaction():
        VoteSeal.update(fingerprint="0" * 64).execute()
    assert any("scellement lui-même a été modifié" in text for text in told(sealed))
    with sealed.context.transaction():
        VoteSeal.delete().execute()
    assert any("Le vote avait été scellé" in text for text in told(sealed))


def test_a_seal_is_not_made_anew(sealed: Espace) -> None:
    """Whoever can write to the database removes it, changes the roll, and seals again."""
    with sealed.context.transaction():
        change_roll(sealed)
        VoteSeal.delete().execute()
    with pytest.raises(VoteSealed, match="a disparu de la base"):
        sealed.vote.seal_election(keep=True, source=SOURCE)
    assert any("Le vote avait été scellé" in text for text in told(sealed))


@pytest.mark.parametrize("parts", ["garbage", "{}", '{"roll": "00"}', '["roll"]'])
def test_a_seal_whose_row_is_damaged_is_named(sealed: Espace, parts: str) -> None:
    with sealed.context.transaction():
        VoteSeal.update(parts=parts).execute()
    for quick in (True, False):
        assert any("scellement lui-même a été modifié" in one for one in told(sealed, quick=quick))
    with pytest.raises(SealBroken, match="le scellement lui-même"):
        sealed.verify()


# What is not the ceremony's or the load's is not sealed


def own_board(espace: Espace) -> None:
    board, _ = make_board(1, 1, secrets.randbelow)
    ScrutinKey.update(trustees=board.text.decode()).execute()


def swapped_keys(espace: Espace) -> None:
    first, second = ScrutinKey.select().limit(2)
    for row, other in ((first, second), (second, first)):
        ScrutinKey.update(trustees=other.trustees).where(
            ScrutinKey.scrutin == row.scrutin_id
        ).execute()


def more_credentials(espace: Espace) -> None:
    add_credential(espace)


def one_person_less(espace: Espace) -> None:
    Elector.delete().where(Elector.uid == "kbenali").execute()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (own_board, "celles de la cérémonie"),
        (swapped_keys, "celles de la cérémonie"),
        (more_credentials, "ne sont plus ceux qui ont été chargés"),
        (change_link, "ne sont plus ceux qui ont été chargés"),
        (one_person_less, "ne sont plus ceux qui ont été chargés"),
    ],
)
def test_what_others_have_put_there_is_not_sealed(
    ready: Espace, change: Callable[[Espace], None], words: str
) -> None:
    with ready.context.transaction():
        change(ready)
    with pytest.raises(SealRefused, match=words):
        ready.vote.seal_election(keep=True, source=SOURCE)
    assert ready.vote.show_seal() is None


def test_another_board_than_the_ceremony_s_is_not_sealed(ready: Espace) -> None:
    board = ready.election.board
    assert board is not None
    for other in (
        board.changed(threshold=2),
        board.changed(delegates=board.delegates[:2]),
        board.changed(president="M. Autre"),
        None,
    ):
        with pytest.raises(SealRefused, match="ou \\[board\\] a changé depuis"):
            reopened(ready, board=other).vote.seal_election(keep=True, source=SOURCE)


def test_fewer_scrutins_than_keys_are_not_sealed(ready: Espace) -> None:
    fewer = reopened(ready, scrutins=ready.election.scrutins[1:])
    with pytest.raises(SealRefused, match="n'a plus les scrutins"):
        fewer.vote.seal_election(keep=True, source=SOURCE)


def test_a_scrutin_that_was_renamed_in_the_database_is_named(sealed: Espace) -> None:
    with sealed.context.transaction():
        Scrutin.update(title="Autre").where(Scrutin.code == "CTM").execute()
    assert any("liste électorale a changé" in text for text in told(sealed))


def test_what_an_ordinary_day_changes_is_no_alarm(sealed: Espace) -> None:
    said = sealed.election.election.changed(
        assistance=("Appelez le 05 00 00 00 00.",), webmail_url="https://autre.example"
    )
    calendar = sealed.election.calendar_section.changed(timezone_name="heure de Paris")
    other = reopened(sealed, election=said, calendar_section=calendar)
    other.verify()
    assert told(other) == []


def test_notices_made_after_a_new_roll_are_sealed(board: Espace, tmp_path: Path) -> None:
    load_roll(board, tmp_path / "roll", roll_lines(20))
    board.vote.load_credentials(make(board, tmp_path / "made").public, source=SOURCE)
    hold_ceremony(board, tmp_path / "sticks")
    assert board.vote.seal_election(keep=True, source=SOURCE).electors == 20
    assert told(board) == []
