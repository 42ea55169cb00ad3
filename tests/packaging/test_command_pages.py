"""Man pages and completion: of every command, made with the package, without a fault of groff."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

import pytest

from tests.packaging.conftest import VERSION, Package
from tests.tui.commands import call
from tests.tui.test_command_line import EACH_PAGE

FRENCH, FALLBACK = "usr/share/man/fr/man1", "usr/share/man/man1"


def pages(package: Package) -> dict[str, str]:
    """Return the man pages by their names."""
    return {
        path.name.removesuffix(".1.gz"): gzip.decompress(path.read_bytes()).decode()
        for path in (package.root / FRENCH).iterdir()
    }


def test_each_command_has_a_page_and_nothing_else(package: Package) -> None:
    named = {"-".join(("espace-electeur", *words)) for words in EACH_PAGE}
    assert set(pages(package)) == named


def test_a_page_is_found_in_every_language(package: Package) -> None:
    links = list((package.root / FALLBACK).iterdir())
    assert {link.resolve().parent for link in links} == {(package.root / FRENCH).resolve()}
    assert {link.name for link in links} == {
        path.name for path in (package.root / FRENCH).iterdir()
    }


def test_a_page_says_what_the_help_of_its_command_says(package: Package) -> None:
    shown = pages(package)
    for words in EACH_PAGE:
        page = shown["-".join(("espace-electeur", *words))]
        assert f'espace-electeur {VERSION}"' in page
        read = re.sub(r"\\&|(?m:^\.\S+ ?)", "", page).replace("\\ ", "\u00a0").replace("\\-", "-")
        help_page = call(*words, "--help").stdout
        # The help breaks lines at hyphens, too.
        told = re.sub(r"^Emploi : ", "", re.sub(r"-\n +", "-", help_page)).split()
        # Headings are written anew; all the rest is there, word by word.
        missing = set(told) - set(read.split()) - {"Options", "Arguments", "Commandes", ":"}
        assert not {word for word in missing if not word.endswith("\u00a0:")}, (words, missing)


def test_groff_has_nothing_to_say_of_the_pages(package: Package, tmp_path: Path) -> None:
    whole = tmp_path / "pages.1"
    whole.write_text("".join(pages(package).values()), encoding="utf-8")
    done = subprocess.run(
        ["groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-z", whole],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""


@pytest.mark.parametrize(
    "place",
    [
        "usr/share/bash-completion/completions/espace-electeur",
        "usr/share/zsh/vendor-completions/_espace-electeur",
        "usr/share/fish/vendor_completions.d/espace-electeur.fish",
    ],
)
def test_a_shell_asks_the_program_itself(package: Package, place: str) -> None:
    assert "_ESPACE_ELECTEUR_COMPLETE" in package.text(place)


def test_bash_completes_a_command_in_french(package: Package) -> None:
    script = package.root / "usr/share/bash-completion/completions/espace-electeur"
    asked = f'. "{script}"; complete -p espace-electeur'
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    assert "-F _espace_electeur_completion" in done.stdout
