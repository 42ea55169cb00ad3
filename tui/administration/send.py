"""`admin send`: the mails that wait, once or until the machine stops."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import models
from models import MailState, say_count
from tui.administration.status import one_of, only_with
from tui.command_line.interruption import INTERRUPTED, STOPPED
from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace
from tui.command_line.process_guards import keep_memory_private
from tui.command_line.saying import say, say_json
from tui.logs.events import write_event

if TYPE_CHECKING:
    from models import Espace, UnsentLine, UnsentMail, UnsentReason

STATES = {
    MailState.WAITING: ("en attente", "en attente"),
    MailState.FULL: ("boîte saturée", "boîtes saturées"),
    MailState.REFUSED: ("refusé", "refusés"),
}
"""What one mail, and several, are said to be."""


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
    visit: Annotated[int | None, typer.Option("--visit", hidden=True)] = None,
) -> None:
    """Send all that is due; exit status 1 if the mail server takes nothing."""
    only_with("--addresses", addresses, "--refused", refused)
    one_of("--watch", watch, "--refused", refused)
    hosted = place is not None or visit is not None
    if watch or hosted:  # a process of its own, which holds the mails of others
        with suppress(OSError):
            keep_memory_private()
    if visit is not None:
        from tui.hosts.sender import end_with_visit

        end_with_visit(visit)
    espace = chosen_espace(config)
    if refused:
        _show_unsent(espace, as_json, addresses)
    elif watch:
        from tui.administration.send_watch import watch_mail

        watch_mail(espace, as_json)
    else:
        with _place_of_host(config, place):
            _send_once(espace, as_json, hosted=hosted)


@contextmanager
def _place_of_host(config: Path | None, place: int | None) -> Iterator[None]:
    """If a host started this sender, wait for its turn, and note a failure for the next one."""
    if place is None:
        yield
        return
    from tui.command_line.election_files import chosen_election_file
    from tui.hosts.sender import rest_if_it_fails, wait_for_turn

    file = chosen_election_file(config)
    wait_for_turn(file, place)
    with rest_if_it_fails(file):
        yield


def _send_once(espace: Espace, as_json: bool, *, hosted: bool) -> None:
    """Send all that is due.

    Args:
        espace: The election.
        as_json: For a program.
        hosted: A visit started this: that it is asked to stop is no failure.
    """
    sent, fault, released = 0, None, False
    with _interruptions() as asked:
        try:
            while not (asked or fault):
                batch = espace.administration.send_waiting_mail(stopped=lambda: bool(asked))
                sent, fault = sent + batch.sent, batch.fault
                if not batch.total:
                    break
        except models.SmtpUnavailable as error:
            fault = error.text
        except KeyboardInterrupt:  # the second one: the mail in hand was released
            released = True
    unsent = espace.administration.count_unsent_mail()
    write_event(
        "mails",
        sent=sent,
        waiting=unsent.count(MailState.WAITING),
        refused=unsent.count(MailState.REFUSED),
    )
    answer(as_json, facts_of(sent, unsent, fault), sentence_of(sent, unsent))
    if released or (asked and not hosted):
        say(STOPPED, stream=sys.stderr)
        raise typer.Exit(INTERRUPTED)
    if fault:
        say(fault, stream=sys.stderr)
        raise typer.Exit(1)


@contextmanager
def _interruptions() -> Iterator[list[int]]:
    """Collect what asks to stop, so that the mail in hand is finished; twice does not wait."""
    asked: list[int] = []

    def ask(number: int, _: object) -> None:
        asked.append(number)
        if len(asked) > 1:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)


def facts_of(sent: int, unsent: UnsentMail, fault: str | None) -> dict[str, object]:
    """Return what a program reads: mails sent by this call, and what has not been sent so far."""
    return {
        "sent": sent,
        "waiting": unsent.count(MailState.WAITING),
        "full": unsent.count(MailState.FULL),
        "refused": unsent.count(MailState.REFUSED),
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
        say_count(sent, "envoyé"),
        f"{unsent.count(MailState.WAITING)} en attente",
        say_count(unsent.count(MailState.REFUSED), "refusé"),
    ]
    if full := unsent.count(MailState.FULL):
        counts.append(f"{full} pour une boîte saturée")
    if twice := unsent.perhaps_twice:
        counts.append(f"{twice} peut-être reçu{'s' if twice > 1 else ''} deux fois")
    lines = [f"  {_reason(reason)}" for reason in unsent.reasons if reason.reply]
    return "\n".join([f"Mails : {', '.join(counts)}.", *lines])


def _reason(reason: UnsentReason) -> str:
    """Return « 3 refusés : 550 5.1.1 unknown »; what a state says already is not said twice."""
    one, several = STATES[reason.state]
    reply = "" if _says_all(reason) else f" : {reason.reply}"
    return f"{reason.count} {several if reason.count > 1 else one}{reply}"


def _says_all(told: UnsentReason | UnsentLine) -> bool:
    """Return whether the state of a mail says already what its reply says."""
    return told.state is models.MailState.FULL and told.own is models.OwnReply.OVER_QUOTA


def _show_unsent(espace: Espace, as_json: bool, addresses: bool) -> None:
    unsent = espace.administration.list_unsent_mail()
    if as_json:
        say_json({"mails": [_line_facts(mail, addresses) for mail in unsent]})
        return
    zone, none = espace.election.calendar.zone, True
    for mail in unsent:
        none = False
        parts = [
            models.say_short(mail.created_at, zone),
            mail.recipient if addresses else "",
            STATES[mail.state][0],
            say_count(mail.tries, "essai"),
            "" if _says_all(mail) else mail.reply,
        ]
        say(" · ".join(part for part in parts if part), margin=2)
    if none:
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
