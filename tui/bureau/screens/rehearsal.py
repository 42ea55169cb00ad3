"""« Répétition »: a whole small election of the file's lists, of which nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from models import EngineUnavailable, RehearsalOptions, WorkStopped, say_count
from tui.bureau.screens.base import BureauScreen
from tui.bureau.votes_words import capitalised, votes_parts
from tui.screens.base import actions, docked
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.fields import LabelledField
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice
from tui.widgets.progress_line import ProgressLine
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import EspaceError, Rehearsal, RehearsedScrutin

WHAT = (
    "Des membres et des électeurs inventés refont toute l'élection avec vos listes : clés, "
    "bulletins, dépouillement, vérification. Rien n'est gardé, rien n'est écrit dans la base."
)
BALLOTS = 10
"""In each scrutin: enough that both engines make and check several."""
MOST_BALLOTS = 1000
NO_NUMBER = "Saisissez un nombre de 1 à 1000."
RIGHT = (
    "L'essai est bon dans {scrutins} : ce qui a été compté est ce qui avait été voté. {verified}."
)
OPENED = "{number} des {size} membres ont ouvert les urnes, en {seconds} s. Rien n'est gardé."
STOPPED = "La répétition est arrêtée : rien n'est gardé."


class BureauRehearsal(BureauScreen):
    """How many ballots, how far it is, and what was counted."""

    route = "bureau_rehearsal"

    def compose_page(self) -> ComposeResult:
        """Lay out what is asked for, and room for what it gives."""
        yield heading("RÉPÉTITION")
        yield paragraph(WHAT)
        yield LabelledField(
            "Bulletins dans chaque scrutin", id="ballots", missing=NO_NUMBER, classes="-tight"
        )
        yield ProgressLine()
        yield Notice(id="outcome")
        yield Vertical(id="counted")
        yield docked(
            actions(
                PrimaryButton("Répéter le vote", working="Répétition…"),
                SecondaryButton("Arrêter", id="stop"),
                SecondaryButton("Avec un seul programme", id="alone"),
            )
        )

    def on_mount(self) -> None:
        """Begin with the usual number."""
        for name in ("outcome", "stop", "alone"):
            self.query_one(f"#{name}").display = False
        if not self.field("ballots").value:
            self.field("ballots").value = str(BALLOTS)

    @property
    def _progress(self) -> ProgressLine:
        return self.query_one(ProgressLine)

    def submit(self) -> None:
        """Hold it."""
        self._hold(alone=False)

    @on(ActionButton.Pressed, "#alone")
    def hold_alone(self) -> None:
        """Hold it by this program alone."""
        if not self.working:
            self.refusal.clear()
            self._hold(alone=True)

    def _hold(self, *, alone: bool) -> None:
        typed = self.field("ballots").value.strip()
        if not (typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= MOST_BALLOTS):
            self.field("ballots").show_fault(NO_NUMBER)
            return
        options = RehearsalOptions(ballots=int(typed), alone=alone)
        tell = self._progress.begin().tell
        self.query_one("#outcome").display = self.query_one("#alone").display = False
        self.query_one("#stop").display = True
        self.set_focus(self.query_one("#stop", SecondaryButton))
        self.asker.ask(
            lambda espace: espace.vote.rehearse_vote(options, tell=tell),
            done=self.show_rehearsal,
            refused=self.not_held,
        )

    async def show_rehearsal(self, held: Rehearsal) -> None:
        """Show what was counted in each scrutin."""
        self._end()
        scrutins = say_count(len(held.scrutins), "scrutin")
        seconds = f"{held.seconds:.1f}".replace(".", ",")
        right = RIGHT.format(scrutins=scrutins, verified=capitalised(held.verified))
        number, size = len(held.opened_by), held.size
        opened = OPENED.format(number=number, size=size, seconds=seconds)
        self._say(f"{right} {opened}", right=True)
        counted = self.query_one("#counted", Vertical)
        with self.app.batch_update():
            await counted.remove_children()
            short = {one.code: one.short for one in self.election.scrutins}
            await counted.mount(*(_scrutin_line(one, short[one.code]) for one in held.scrutins))

    def not_held(self, error: EspaceError) -> bool:
        """Say why; without belenios-tool it can be held by this program alone."""
        self._end()
        if isinstance(error, WorkStopped):
            self._say(STOPPED, right=False)
            return True
        if isinstance(error, EngineUnavailable):
            cause = error.__cause__
            self.refusal.show(cause.text if isinstance(cause, EngineUnavailable) else error.text)
            self.query_one("#alone").display = True
            return True
        return False

    def _end(self) -> None:
        self._progress.end()
        self.query_one("#stop").display = False
        self.set_focus(self.query_one("#primary", PrimaryButton))

    def _say(self, words: str, *, right: bool) -> None:
        notice = self.query_one("#outcome", Notice)
        notice.tell(words, tone="kept" if right else "plain")
        notice.display = True

    @on(ActionButton.Pressed, "#stop")
    def stop(self) -> None:
        """Stop it."""
        self._progress.stop()

    def action_back(self) -> None:
        """Go back; what goes on is stopped first."""
        if self.working:
            self.stop()
        else:
            super().action_back()


def _scrutin_line(one: RehearsedScrutin, short: str) -> Line:
    words = votes_parts(f"{short} · {one.title}", one.lists, (one.blank, *one.votes))
    return Line(*words, classes="paragraph")
