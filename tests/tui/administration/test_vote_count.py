"""`admin vote count`, `results`, `lot` and `verify`, as the board meets them."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

import models
from models import Election
from models.settings.presented_lists import lists_of
from models.tables.count import DrawnLot, ScrutinCount
from models.tables.electors import Scrutin
from models.tables.urn import ClosedUrn, Signature, UrnBallot
from tests.models.clocks import HandClock, paris
from tests.models.counts import write_counts
from tests.models.services.vote.voting_day import VotingDay
from tests.tui.administration.board_keys import PASSPHRASES
from tests.tui.administration.test_json import keys_in_the_guide
from tests.tui.commands import Called, admin, call_typing, said
from tests.tui.source_terminal import source_terminal

PRESIDENT, SECRETARY, FIRST, SECOND, THIRD = range(5)


@pytest.fixture
def closed(sealed: Path, day: VotingDay) -> Path:
    """An election whose urns are closed: six ballots in the CTM, one in the CTA."""
    day.cast(range(6))
    day.cast([1], "CTA")
    assert admin("vote", "close", "--config", sealed).returncode == 0
    return sealed


def come(config: Path, *members: int, typed: dict[int, str] | None = None) -> Called:
    """Have members come to the count, each with the file of their share."""
    sticks = config.parent.parent / "sticks"
    files = [sticks / f"{member}.json" for member in members]
    said_by = {**dict(enumerate(PASSPHRASES)), **(typed or {})}
    lines = "".join(f"{said_by[member]}\n" for member in members)
    return call_typing(
        lines.encode(), "admin", "vote", "count", *map(str, files), "--config", config
    )


def run(config: Path, *words: str | Path) -> Called:
    return admin("vote", *words, "--config", config)


def facts(done: Called, command: str) -> dict[str, object]:
    """Return the JSON of a command; the guide names its keys."""
    found: dict[str, object] = json.loads(done.stdout)
    assert found.keys() - {"format"} <= keys_in_the_guide(f"vote {command}")
    return found


def test_from_closed_urns_to_results_and_archives_that_anybody_replays(
    closed: Path, day: VotingDay, tmp_path: Path
) -> None:
    none = run(closed, "results")
    assert (none.returncode, "Aucun scrutin n'est encore dépouillé" in said(none)) == (0, True)
    done = come(closed, PRESIDENT, FIRST, SECOND)
    page = said(done)
    assert done.returncode == 0, page
    assert "Mme Claire VIDAL (présidence) est là." in page
    assert "CTM : 6 bulletins, dépouillés le" in page
    again = run(closed, "count", "--json")
    assert facts(again, "count")["counted"] is True
    results = run(closed, "results")
    page = said(results)
    assert max(map(len, page.splitlines())) <= 80
    assert "6 électeurs, 6 votants (100,0 %), 1 blanc, 5 valables." in page
    assert "vérifié par deux programmes indépendants" in " ".join(page.split())
    told = facts(run(closed, "results", "--json"), "results")["results"]
    assert isinstance(told, list)
    assert told[0].keys() - {"format"} <= keys_in_the_guide("vote results")
    assert [(one["code"], one["ballots"], one["blank"]) for one in told] == [
        ("CTM", 6, 1),
        ("CTA", 1, 0),
    ]
    exported = run(closed, "export", tmp_path)
    assert "n'y est pas encore" not in said(exported)
    archive = tmp_path / f"{day.uuid('CTM')}.bel"
    renamed = tmp_path / "ailleurs" / "ctm.bel"
    renamed.parent.mkdir()
    shutil.copy(archive, renamed)
    verified = admin("vote", "verify", renamed, XDG_CONFIG_HOME=str(tmp_path))
    page = said(verified)
    assert verified.returncode == 0, page
    assert "6 bulletins. Tout est conforme, vérifié par deux programmes" in page
    with_seats = facts(run(closed, "verify", archive, "--json"), "verify")["archives"]
    assert isinstance(with_seats, list)
    assert with_seats[0]["fingerprint"] == told[0]["archive"]
    assert with_seats[0]["seats"]["lists"] == told[0]["seats"]["lists"]
    assert with_seats[0].keys() - {"format"} <= keys_in_the_guide("vote verify")


def test_before_their_day_the_results_are_the_boards_alone(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_the_eve(config: Path) -> models.Espace:
        eve = HandClock(paris("2014-12-04 23:59"))
        return models.Espace(models.load_election(config), eve)

    for module in ("results", "export"):
        command = sys.modules[f"tui.administration.vote.{module}"]
        monkeypatch.setattr(command, "chosen_espace", on_the_eve)
    (tmp_path / "before").mkdir()
    assert run(closed, "export", tmp_path / "before").returncode == 0  # they have no result yet
    assert come(closed, PRESIDENT, FIRST, SECOND).returncode == 0
    (tmp_path / "after").mkdir()
    for words in (("results",), ("results", "--json"), ("export", tmp_path / "after")):
        done = run(closed, *words)
        page = " ".join(said(done).split())
        assert done.returncode == 1
        assert "au bureau seul" in page
        assert "espace-electeur bureau" in page
    assert list((tmp_path / "after").iterdir()) == []


def test_an_archive_that_was_altered_is_said(closed: Path, day: VotingDay, tmp_path: Path) -> None:
    run(closed, "export", tmp_path)
    right, wrong = (tmp_path / f"{day.uuid(code)}.bel" for code in ("CTM", "CTA"))
    assert "pas encore dépouillée" in said(admin("vote", "verify", right))
    content = bytearray(wrong.read_bytes())
    content[-600] ^= 1
    wrong.write_bytes(content)
    done = run(closed, "verify", right, wrong)
    assert done.returncode == 1
    page = said(done)
    assert "Tout est conforme" in page
    assert f"Attention, {wrong.name}" in page.replace(f"{tmp_path}/", "").replace("\n", " ")
    told = run(closed, "verify", wrong, "--json")
    assert told.returncode == 1
    found = facts(told, "verify")["archives"]
    assert isinstance(found, list)
    assert found[0]["right"] is False


def test_members_who_are_missing_leave_what_is_done(closed: Path) -> None:
    nobody = run(closed, "count")
    assert nobody.returncode == 1
    assert "Il faut la présidence ou le secrétariat du bureau." in said(nobody)
    delegates = come(closed, FIRST, SECOND)
    assert delegates.returncode == 1
    assert "error" in json.loads(run(closed, "count", "--json").stdout)
    some = come(closed, SECRETARY, FIRST, typed={FIRST: "pas la bonne phrase"})
    assert some.returncode == 1
    page = said(some)
    assert "Les bulletins sont vérifiés et additionnés." in page
    assert "Ce n'est pas la phrase secrète de Mme Anne LACOSTE" in page
    assert "il manque 2 membres" in page
    more = come(closed, PRESIDENT, SECRETARY, THIRD)
    assert "M. Paul GARRIGUES" in said(more)
    done = come(closed, SECOND, SECRETARY)
    assert done.returncode == 0, said(done)
    state = facts(run(closed, "count", "--json"), "count")
    assert (state["came"], state["counted"]) == ([2, 5, 4], True)


def test_what_does_not_fit_is_said_and_the_status_is_one(closed: Path, day: VotingDay) -> None:
    with day.espace.context.transaction():
        cta = Scrutin.get(Scrutin.code == "CTA").id
        UrnBallot.delete().where(UrnBallot.scrutin == cta).execute()
        Signature.delete().where(Signature.scrutin == cta).execute()
        first = Signature.select().where(Signature.scrutin != cta).first()
        Signature.delete().where(
            (Signature.elector == first.elector_id) & (Signature.scrutin == first.scrutin_id)
        ).execute()
    done = come(closed, PRESIDENT, FIRST, SECOND)
    page = said(done).replace("\n", " ")
    assert done.returncode == 1
    assert "Attention, CTA ne peut pas être dépouillé en l'état : L'urne a 0 bulletin" in page
    assert "À porter au procès-verbal, CTM : Avant le dépouillement, 6 bulletins" in page
    assert "CTM : 6 bulletins, dépouillés le" in page


def tied_votes(election: Election) -> tuple[int, ...]:
    """Return votes by which two lists of as many candidates are tied for the last of 15 seats."""
    sizes = [len(one.candidates) for one in lists_of(election, "CTM")]
    tied = next(size for size in sizes if size >= 8 and sizes.count(size) > 1)
    first, second = [place for place, size in enumerate(sizes) if size == tied][:2]
    return (0, *(10 if place in (first, second) else 0 for place in range(len(sizes))))


def test_a_lot_is_entered_before_those_who_open_the_urns(closed: Path, day: VotingDay) -> None:
    come(closed, PRESIDENT, FIRST, SECOND)
    early = run(closed, "lot", "CTM", "2")
    assert (early.returncode, "n'est pas à tirer au sort" in said(early)) == (1, True)
    with day.espace.context.transaction():
        for table in (ScrutinCount, ClosedUrn):
            table.delete().where(table.scrutin == Scrutin.get(Scrutin.code == "CTM")).execute()
    write_counts(day.espace, {"CTM": tied_votes(day.espace.election)})
    told = json.loads(run(closed, "results", "--json").stdout)["results"]
    due = next(one for one in told if one["code"] == "CTM")["seats"]["lot_due"]
    assert due["number"] == 15
    assert "« espace-electeur admin vote lot CTM NUMÉRO »" in said(run(closed, "results"))
    sticks = closed.parent.parent / "sticks"
    files = [str(sticks / f"{member}.json") for member in (PRESIDENT, FIRST, SECOND)]
    lines = "".join(f"{PASSPHRASES[member]}\n" for member in (PRESIDENT, FIRST, SECOND)).encode()
    winner = str(due["tied"][-1])
    words = ("admin", "vote", "lot", "CTM", winner, *files, "--config", str(closed))
    done = call_typing(lines, *words)
    assert done.returncode == 0, said(done)
    assert "Le tirage est enregistré" in said(done)
    with day.espace.context.connection():
        assert [row.winner for row in DrawnLot.select()] == [int(winner)]


def test_members_come_to_the_terminal_one_after_another(closed: Path, tmp_path: Path) -> None:
    sticks = tmp_path / "sticks"
    for member in range(5):
        (sticks / f"cle{member}").mkdir()
        shutil.copy(
            sticks / f"{member}.json", sticks / f"cle{member}/part-{member + 1}-de-cle.json"
        )
    command = ("-m", "tui", "admin", "vote", "count", "--config", closed)
    asked = "Clé USB ou fichier de sa part"
    with source_terminal(*command, size=(80, 40)) as terminal:
        terminal.wait_for("DÉPOUILLEMENT", asked)
        terminal.erase()
        terminal.send(f"{tmp_path / 'absent'}\r")
        terminal.wait_for("Ce dossier n'existe pas", asked)
        for member, name in ((PRESIDENT, "VIDAL"), (FIRST, "LACOSTE"), (THIRD, "FERRAND")):
            terminal.erase()
            terminal.send(f"{sticks / f'cle{member}'}\r")
            terminal.wait_for("Phrase secrète pour")
            if member == FIRST:
                terminal.erase()
                terminal.send("une autre phrase\r")
                terminal.wait_for(
                    "Ce n'est pas la phrase secrète de Mme Anne LACOSTE", "Phrase secrète pour"
                )
            terminal.erase()
            terminal.send(f"{PASSPHRASES[member]}\r")
            terminal.wait_for(f"{name} ")
            if member != THIRD:
                terminal.wait_for("Encore", asked)
        terminal.wait_for("CTM : 6 bulletins, dépouillés le")
        assert terminal.wait_end() == 0
        shown = terminal.output.decode("utf-8", "replace")
    assert not any(passphrase in shown for passphrase in PASSPHRASES)
