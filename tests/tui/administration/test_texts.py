"""`admin texts`: what may be said in other words, and what this election says."""

from __future__ import annotations

import json
import re
from pathlib import Path

from models.texts.catalogue import list_texts
from tests.tui.commands import call, said


def test_the_texts_are_listed_with_where_they_stand(config: Path) -> None:
    page = said(call("admin", "texts", "doors", "--config", config))
    assert "Accueil" in page
    assert "doors.mailbox (47 caractères au plus)\n    Activez votre messagerie" in page.replace(
        "\xa0", " "
    )
    assert "du fichier d'élection" not in page


def test_every_text_is_listed_with_where_it_stands(config: Path) -> None:
    page = said(call("admin", "texts", "--config", config)).replace("\xa0", " ")
    facts = json.loads(call("admin", "texts", "--json", "--config", config).stdout)["texts"]
    assert [fact["key"] for fact in facts] == [text.key for text in list_texts()]
    lines = page.splitlines()
    for fact in facts:
        assert fact["where"]
        assert any(line.strip().split(" (")[0] == fact["key"] for line in lines), fact["key"]
    assert "doors.mailbox (47 caractères au plus)" in page


def test_those_that_the_file_changes_are_marked(config: Path) -> None:
    text = config.read_text(encoding="utf-8")
    assert "\n[texts.voter.said]\n" in text
    config.write_text(re.sub(r"\n\[texts.*\n.*\n", "\n", text), encoding="utf-8")
    assert "ne change aucun texte" in said(call("admin", "texts", "--changed", "--config", config))
    with config.open("a", encoding="utf-8") as file:
        file.write('\n[texts]\ndoors.mailbox = "Ouvrez {webmail_name}"\n')
    facts = json.loads(call("admin", "texts", "--changed", "--json", "--config", config).stdout)
    (text,) = facts["texts"]
    assert (text["key"], text["text"]) == ("doors.mailbox", ["Ouvrez {webmail_name}"])
    assert text["default"] == ["Activez votre messagerie"]


def test_a_wrong_text_is_told_with_its_line(config: Path) -> None:
    lines = config.read_text(encoding="utf-8").count("\n")
    with config.open("a", encoding="utf-8") as file:
        file.write('\n[texts]\ndoors.mailbox = "Ouvrez {messagerie}"\n')
    done = call("admin", "texts", "--config", config)
    assert done.returncode == 1
    assert f"ligne {lines + 3}" in said(done)
    assert "« {messagerie} » n'est pas connu ici" in said(done).replace("\xa0", " ")


def test_a_text_that_its_line_would_cut_is_told_with_its_line(config: Path) -> None:
    lines = config.read_text(encoding="utf-8").count("\n")
    with config.open("a", encoding="utf-8") as file:
        file.write('\n[texts]\ndoors.mailbox = "Ouvrez dès maintenant le {webmail_name}"\n')
    done = call("admin", "texts", "--config", config)
    assert done.returncode == 1
    assert f"ligne {lines + 3}" in said(done)
    assert "47 caractères au maximum, il en a 58" in said(done).replace("\xa0", " ")
