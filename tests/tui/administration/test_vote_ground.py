"""`admin vote keys`, `seal` and `rehearse`, as the board and the administrator meet them."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

import models
from models.notices.making import PUBLIC_FILE
from models.voting.share_files import open_shares
from tests.journeys.terminal import Terminal
from tests.models.postgresql.watching import wait_until
from tests.tui.administration.board_keys import PASSPHRASES, make_keys
from tests.tui.commands import Called, admin, call_typing, said
from tests.tui.source_terminal import source_terminal

COMMAND = ("-m", "tui", "admin", "vote")


def seal(config: Path, *words: str) -> dict[str, object]:
    """Call `admin vote seal` and return its JSON."""
    facts: dict[str, object] = json.loads(
        admin("vote", "seal", "--json", *words, "--config", config).stdout
    )
    return facts


def is_asked_for_a_passphrase(terminal: Terminal, typed: str | bytes, *words: str) -> None:
    """Type something that leads to a prompt, and wait for this one rather than an earlier one.

    What is typed before the prompt stands is dropped by the terminal.
    """
    terminal.erase()
    terminal.send(typed)
    terminal.wait_for("Phrase secrète (rien ne s'affiche) :", *words)


def types_twice(terminal: Terminal, first: str, second: str) -> None:
    """Type a passphrase, and what is typed the second time."""
    terminal.wait_for("Phrase secrète (rien ne s'affiche) :")
    terminal.erase()
    terminal.send(f"{first}\r")
    terminal.wait_for("La même, une deuxième fois :")
    terminal.send(f"{second}\r")


def hold_ceremony(config: Path, sticks: Path) -> Terminal:
    """Have five members come one after another; the second one mistypes."""
    terminal = source_terminal(*COMMAND, "keys", "--config", config, size=(80, 30))
    terminal.wait_for("CÉRÉMONIE DES CLÉS", "il faudra en réunir 3")
    for number, passphrase in enumerate(PASSPHRASES, 1):
        terminal.wait_for(f"Membre {number} sur 5")
        (sticks / str(number)).mkdir(parents=True)
        terminal.send(f"{sticks / str(number)}\r")
        if number == 2:
            types_twice(terminal, passphrase, passphrase.upper())
            terminal.wait_for("Les deux saisies ne sont pas identiques. Recommencez.")
        types_twice(terminal, passphrase, passphrase)
    terminal.wait_for("Les clés sont faites pour 43 scrutins.", "Empreinte des clés")
    return terminal


def test_five_members_take_their_shares_away_and_one_mistypes(
    with_board: Path, tmp_path: Path
) -> None:
    with hold_ceremony(with_board, tmp_path / "sticks") as terminal:
        assert terminal.wait_end() == 0
        shown = terminal.output.decode("utf-8", "replace")
    for number, passphrase in enumerate(PASSPHRASES, 1):
        file = tmp_path / "sticks" / str(number) / f"part-{number}-de-cle.json"
        opened = open_shares(file.read_bytes(), passphrase)
        assert opened.holder.member == number
        assert len(opened.shares) == 43
        assert passphrase not in shown
        assert passphrase.upper() not in shown
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    for passphrase in PASSPHRASES:
        assert not any(passphrase.encode() in path.read_bytes() for path in written)


def test_a_ceremony_that_is_broken_off_leaves_nothing(with_board: Path, tmp_path: Path) -> None:
    sticks = tmp_path / "sticks"
    sticks.mkdir()
    with source_terminal(*COMMAND, "keys", sticks, "--config", with_board) as terminal:
        terminal.wait_for("Membre 1 sur 5", "Dossier de sa clé USB [")
        terminal.send("\r")
        types_twice(terminal, PASSPHRASES[0], PASSPHRASES[0])
        terminal.wait_for("Membre 2 sur 5")
        os.kill(terminal.process.pid, signal.SIGINT)
        terminal.wait_end()
        assert "Traceback" not in terminal.text
    assert list(sticks.iterdir()) == []
    assert "clés du bureau ne sont pas faites" in said(
        admin("vote", "seal", "--config", with_board)
    ) or "éléments publics" in said(admin("vote", "seal", "--config", with_board))


def test_passphrases_and_folders_that_will_not_do_are_asked_for_again(
    with_board: Path, tmp_path: Path
) -> None:
    with source_terminal(*COMMAND, "keys", "--config", with_board) as terminal:
        terminal.wait_for("Dossier de sa clé USB")
        terminal.send(f"{tmp_path / 'absent'}\r")
        terminal.wait_for("Ce dossier n'existe pas")
        (tmp_path / "part-1-de-cle.json").write_text("d'avant")
        terminal.send(f"{tmp_path}\r")
        terminal.wait_for("prenez une autre clé USB")
        (tmp_path / "stick").mkdir()
        is_asked_for_a_passphrase(terminal, f"{tmp_path / 'stick'}\r")
        is_asked_for_a_passphrase(terminal, "trop court\r", "seize caractères au minimum")
        types_twice(terminal, PASSPHRASES[0], PASSPHRASES[0])
        terminal.wait_for("Membre 2 sur 5")
        terminal.send(f"{tmp_path / 'stick'}\r")
        terminal.wait_for("C'est la clé USB d'un autre membre")
        terminal.send("~nobody-of-this-name/x\r")
        terminal.wait_for("Ce dossier n'existe pas")
        (tmp_path / "second").mkdir()
        is_asked_for_a_passphrase(terminal, f"{tmp_path / 'second'}\r")
        is_asked_for_a_passphrase(terminal, b"\xff\xfe\xfd\r", "n'est pas du texte lisible")
        types_twice(terminal, PASSPHRASES[1], PASSPHRASES[1])
        terminal.wait_for("Membre 3 sur 5")
    assert (tmp_path / "part-1-de-cle.json").read_text() == "d'avant"


@pytest.mark.parametrize("ending", [signal.SIGHUP, signal.SIGTERM])
def test_a_terminal_that_is_closed_while_files_are_written_leaves_none(
    with_board: Path, tmp_path: Path, ending: signal.Signals
) -> None:
    sticks = tmp_path / "sticks"
    sticks.mkdir()
    with source_terminal(*COMMAND, "keys", sticks, "--config", with_board) as terminal:
        for number, passphrase in enumerate(PASSPHRASES, 1):
            terminal.wait_for(f"Membre {number} sur 5")
            terminal.send("\r")
            types_twice(terminal, passphrase, passphrase)
        wait_until(lambda: any(sticks.glob("part-*.json")))
        os.kill(terminal.process.pid, ending)
        assert terminal.wait_end() == 130
    assert list(sticks.iterdir()) == []


def test_a_member_makes_sure_that_a_share_opens(with_board: Path, tmp_path: Path) -> None:
    make_keys(with_board, tmp_path / "sticks")
    file = tmp_path / "sticks" / "2.json"

    def check(typed: str, *words: str | Path) -> Called:
        line = f"{typed}\n".encode()
        return call_typing(line, "admin", "vote", "check-share", *words, "--config", with_board)

    opened = check(PASSPHRASES[2], file)
    assert opened.returncode == 0, opened.stderr
    assert "La part de Mme Anne LACOSTE (membre 3, délégation) s'ouvre" in said(opened)
    facts = json.loads(check(PASSPHRASES[2], file, "--json").stdout)
    assert facts == {"format": 1, "number": 3, "name": "Mme Anne LACOSTE", "role": "delegate"}
    for typed, place, words in (
        (PASSPHRASES[1], file, "Ce n'est pas la phrase secrète de Mme Anne LACOSTE"),
        (PASSPHRASES[2], with_board, "n'est pas une part de la clé"),
        (PASSPHRASES[2], tmp_path / "absent", "ne peut pas être lu"),
        (PASSPHRASES[2], tmp_path, "ne peut pas être lu"),
    ):
        refused = check(typed, place)
        assert refused.returncode == 1
        assert words in said(refused)
    make_keys(with_board, tmp_path / "others", replace=True)
    assert "celle d'autres clés" in said(check(PASSPHRASES[2], file))


def test_without_a_terminal_there_is_no_ceremony(with_board: Path) -> None:
    done = admin("vote", "keys", "--config", with_board)
    assert done.returncode == 1
    assert "La cérémonie se fait devant un terminal" in said(done)


def test_from_the_roll_to_the_seal(with_board: Path, tmp_path: Path) -> None:
    for words in (
        ("roll-export", tmp_path / "liste.jsonl", "--config", with_board),
        ("notices", tmp_path / "liste.jsonl", tmp_path / "notices"),
        ("load-credentials", tmp_path / "notices" / PUBLIC_FILE, "--config", with_board),
    ):
        done = admin("vote", *words)
        assert done.returncode == 0, done.stderr
    assert "clés du bureau ne sont pas faites" in said(
        admin("vote", "seal", "--config", with_board)
    )
    make_keys(with_board, tmp_path / "sticks")
    trial = admin("vote", "seal", "--config", with_board)
    assert trial.returncode == 1
    assert "Rien n'est encore scellé" in said(trial)
    assert "personne ne présente de liste dans" in said(trial)
    before = seal(with_board)
    assert before["sealed_at"] is None
    sealed = admin("vote", "seal", "--yes", "--config", with_board)
    assert sealed.returncode == 0
    assert "L'élection est scellée." in said(sealed)
    made = seal(with_board)
    assert made["fingerprint"] == before["fingerprint"]
    assert made["sealed_at"]
    assert made["lists"] == {"CTM": 17, "CTA": 9}
    checked = admin("check", "--config", with_board)
    assert str(made["fingerprint"]) in said(checked)
    lists = with_board.with_name("CTA.toml")
    lists.write_text(lists.read_text(encoding="utf-8").replace("Lanterne", "Réverbère"), "utf-8")
    assert "Les listes de candidats ou leurs professions de foi ont changé" in said(
        admin("check", "--config", with_board)
    )
    espace = models.Espace(models.load_election(with_board), models.SystemClock())
    with pytest.raises(models.SealBroken, match="les listes de candidats"):
        espace.verify()
    espace.close()


@pytest.mark.parametrize("alone", [True, False])
def test_a_rehearsal_says_what_was_counted_and_by_whom(
    with_board: Path, tmp_path: Path, alone: bool
) -> None:
    words = ["--scrutin", "CTA", "--ballots", "3", "--keep", str(tmp_path / "essai")]
    done = admin("vote", "rehearse", *words, *["--alone"] * alone, "--config", with_board)
    assert done.returncode == 0, done.stderr
    page = said(done)
    assert "CTA : Comité technique académique" in page
    assert "ce qui a été compté est ce qui avait été voté" in page
    assert ("vérifié par un seul programme" in page) == alone
    assert ("belenios-tool 3.0" in page) != alone
    assert len(list((tmp_path / "essai").glob("*.bel"))) == 1
    assert len(list((tmp_path / "essai").glob("part-*.json"))) == 5


def test_a_rehearsal_in_json_leaves_nothing(with_board: Path) -> None:
    done = admin(
        *("vote", "rehearse", "--scrutin", "CTA", "--ballots", "2", "--alone", "--json"),
        *("--config", with_board),
    )
    facts = json.loads(done.stdout)
    (scrutin,) = facts["scrutins"]
    assert scrutin["ballots"] == 2 == scrutin["blank"] + sum(scrutin["votes"].values())
    assert len(facts["opened_by"]) == 3
    assert facts["engines"] == ["espace-electeur"]


def test_what_cannot_be_rehearsed_is_said(with_board: Path, tmp_path: Path) -> None:
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein" / "a").write_text("")
    for words, sentence in (
        (["--scrutin", "XYZ"], "Aucun scrutin n'a ce code"),
        (["--scrutin", "CAPN-certifie"], "n'a de liste de candidats"),
        (["--scrutin", "CTA", "--alone", "--keep", tmp_path / "plein"], "n'est pas vide"),
        (["--scrutin", "CTA", "--alone", "--keep", "/proc/essai"], "ne peut pas être écrit"),
        (["--ballots", "0"], "--ballots ne convient pas"),
    ):
        done = admin("vote", "rehearse", *words, "--config", with_board)
        assert done.returncode
        assert sentence in said(done)


def test_without_the_tool_the_rehearsal_says_how_to_install_it(
    with_board: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    done = admin("vote", "rehearse", "--scrutin", "CTA", "--config", with_board)
    assert done.returncode == 1
    assert "Installez le paquet Debian belenios-tool" in said(done)
    assert "Sans lui, « --alone »" in said(done)
