"""`admin send`: the mails that wait, once or until the machine stops."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

import models
from tui.administration.calling import ConfigOption, JsonOption, answer, opened_espace
from tui.logs import write_event
from tui.saying import say

if TYPE_CHECKING:
    from models import Espace, UnsentLine, UnsentMail

STATES = {"waiting": "en attente", "full": "boîte saturée", "refused": "refusé"}


def send(
    config: ConfigOption = None,
    as_json: JsonOption = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Continue jusqu'à l'arrêt du programme.")
    ] = False,
    refused: Annotated[
        bool,
        typer.Option(
            "--refused", help="N'envoie rien : montre les mails non envoyés, et pourquoi."
        ),
    ] = False,
    addresses: Annotated[
        bool, typer.Option("--addresses", help="Avec --refused, montre aussi les adresses.")
    ] = False,
    place: Annotated[int | None, typer.Option("--place", hidden=True)] = None,
) -> None:
    """Send all that is due; exit status 1 where the mail server takes nothing."""
    espace = opened_espace(config)
    if refused:
        _show_unsent(espace, as_json, addresses)
    elif watch:
        from tui.administration.send_watch import watch_mail

        watch_mail(espace, as_json)
    else:
        if place is not None:
            from tui.election_files import chosen_election_file
            from tui.hosts.sender import wait_for_turn

            wait_for_turn(chosen_election_file(config), place)
        _send_once(espace, as_json)


def _send_once(espace: Espace, as_json: bool) -> None:
    sent, fault = 0, None
    try:
        while (batch := espace.send_waiting_mail()).total:
            sent += batch.sent
    except models.SmtpServerAway as error:
        fault = error.text
    unsent = espace.unsent_mail()
    write_event(
        "mails", sent=sent, waiting=unsent.count("waiting"), refused=unsent.count("refused")
    )
    answer(as_json, facts_of(sent, unsent, fault), sentence_of(sent, unsent))
    if fault:
        say(fault, stream=sys.stderr)
        raise typer.Exit(1)


def facts_of(sent: int, unsent: UnsentMail, fault: str | None) -> dict[str, object]:
    """Return what a program reads: mails sent by this call, and what has not been sent so far."""
    return {
        "sent": sent,
        "waiting": unsent.count("waiting"),
        "full": unsent.count("full"),
        "refused": unsent.count("refused"),
        "perhaps_twice": unsent.perhaps_twice,
        "reasons": [
            {"state": reason.state, "reply": reason.reply, "count": reason.count}
            for reason in unsent.reasons
        ],
        "fault": fault,
    }


def sentence_of(sent: int, unsent: UnsentMail) -> str:
    """Return what a person reads: the counts, then the reasons, one a line."""
    counts = [
        counted(sent, "envoyé"),
        f"{unsent.count('waiting')} en attente",
        counted(unsent.count("refused"), "refusé"),
    ]
    if full := unsent.count("full"):
        counts.append(f"{full} pour une boîte saturée")
    if twice := unsent.perhaps_twice:
        counts.append(f"{twice} peut-être reçu{'s' if twice > 1 else ''} deux fois")
    lines = [
        f"  {reason.count} {STATES[reason.state]} : {reason.reply}"
        for reason in unsent.reasons
        if reason.reply
    ]
    return "\n".join([f"Mails : {', '.join(counts)}.", *lines])


def counted(number: int, word: str) -> str:
    """Return « 0 envoyé », « 1 envoyé », « 2 envoyés »."""
    return f"{number} {word}{'s' if number > 1 else ''}"


def _show_unsent(espace: Espace, as_json: bool, addresses: bool) -> None:
    none = True
    for mail in espace.list_unsent_mail():
        none = False
        if as_json:
            print(json.dumps(_line_facts(mail, addresses), ensure_ascii=False))
        else:
            zone = espace.election.calendar.zone
            parts = [
                models.say_short(mail.created_at, zone),
                mail.recipient if addresses else "",
                STATES[mail.state],
                counted(mail.tries, "essai"),
                mail.reply,
            ]
            say(" · ".join(part for part in parts if part), margin=2)
    if none and not as_json:
        say("Aucun mail n'est en attente ou refusé.")


def _line_facts(mail: UnsentLine, addresses: bool) -> dict[str, object]:
    facts: dict[str, object] = {
        "state": mail.state,
        "reply": mail.reply,
        "tries": mail.tries,
        "created_at": mail.created_at.isoformat(),
        "next_try_at": mail.next_try_at.isoformat() if mail.next_try_at else None,
    }
    return facts | ({"recipient": mail.recipient} if addresses else {})
