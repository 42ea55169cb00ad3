"""The page of a person: where they stand, what to say, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from models import NEEDS_ALL, Call, DeskAct, PersonFile
from tui.desk.beside_words import beside_words
from tui.desk.path_words import path_lines
from tui.desk.screens.base import DeskScreen, letter
from tui.desk.scrutin_words import scrutins_words
from tui.desk.words import ACTS
from tui.widgets.notice import Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Person
    from tui.visit.glyphs import Part
    from tui.visit.routes import Route

WATCH = 3.0
"""Seconds between two looks where the person stands."""
STEPS = 4
HELD = "\u00a0"
"""A no-break space."""
SPELLING: Route = "desk_spelling"
HIDDEN = ("#request", "#say", "#to_say", "#path", "#tools")
"""Until it is known what they say."""
UNKNOWN = "Q : qui est à l'appareil ? D'ici là, ne dites rien."
TO_SAY, FOR_YOU = "À DIRE", "POUR VOUS SEUL : ni adresse, ni école, ni état du compte"
RECOGNISED = "La personne est reconnue."
LETTERS: Mapping[DeskAct, str] = {
    DeskAct.RESEND: "r",
    DeskAct.RELEASE: "l",
    DeskAct.CANCEL: "n",
    DeskAct.DISABLE: "d",
    DeskAct.ENABLE: "a",
    DeskAct.ADDRESS: "c",
    DeskAct.STOP_ADDRESS: "g",
}
"""The keys of the acts, which the page names: the last line has no room for their words."""
PAGES: Mapping[Route, tuple[str, str]] = {
    "desk_picture": ("e", "Écran"),
    "desk_follow": ("s", "Suivre"),
    "desk_history": ("h", "Historique"),
    "desk_spelling": ("p", "Épeler"),
}
"""The keys of what is read beside, named by the page for the same reason."""


class DeskPerson(DeskScreen):
    """Identity, what to say, the path, and the keys of the acts."""

    route = "desk_person"
    BINDINGS: ClassVar[list[BindingType]] = [
        *letter("q", "caller", "Qui appelle"),
        *(
            Binding(key, action, show=False)
            for letter_of, action in (
                *((key, f"open('{route}')") for route, (key, _) in PAGES.items()),
                *((key, f"act('{act}')") for act, key in LETTERS.items()),
            )
            for key in (letter_of, letter_of.upper())
        ),
        Binding("escape", "end", "Fin", key_display="Échap"),
    ]

    def __init__(self, elector_id: int) -> None:
        """Take whose page it is."""
        super().__init__()
        self._elector_id = elector_id

    def compose_page(self) -> ComposeResult:
        """Lay out who, what to say, and the path."""
        yield Line(id="who")
        yield Line(id="caller", classes="paragraph")
        yield Line(id="request", classes="paragraph")
        yield Line(id="to_say")
        yield Notice(id="say")
        yield Line(("LE CHEMIN", ".muted"), id="path")
        for number in range(STEPS):
            yield Line(id=f"step-{number}")
        yield Line(id="scrutins", classes="paragraph")
        with Vertical(id="tools"):
            yield Line(id="acts")
            yield Line(*key_words(PAGES.values()))

    def on_mount(self) -> None:
        """Take the call, and look again now and then."""
        session, elector_id = self.station.session, self._elector_id
        source = self.profile.source
        for name in HIDDEN:
            self.query_one(name).display = False
        self.asker.ask(
            lambda espace: espace.desk.open_call(session, elector_id, source=source),
            done=self.take_call,
        )
        self.set_interval(WATCH, self.look)

    def take_call(self, call: Call) -> None:
        """Hold the call, and read where its person stands."""
        self.station.call, self.station.met = call, None
        self.look()

    def on_screen_resume(self) -> None:
        """Look what has become of the person meanwhile."""
        self.look()

    def look(self) -> None:
        """Read where the person stands, unless another page is in front."""
        session, call, elector_id = self.station.staff, self.station.call, self._elector_id
        if session is None or call is None or not self.is_active:
            return
        self.asker.ask_quietly(
            lambda espace: espace.desk.read_person(session, elector_id, call_id=call.call_id),
            done=self.show,
            refused=self.show_refusal,
            once="person",
        )

    def show(self, file: PersonFile) -> None:
        """Show a person as they are now."""
        self.station.file = file
        self.station.met = self.station.met or file.diagnosis.trouble
        for name in HIDDEN:
            self.query_one(name).display = True
        say = self.query_one("#say", Notice)
        say.tell((file.diagnosis.words, ".strong"), "\n", (file.diagnosis.next_step, ".accent"))
        self.query_one("#who", Line).say(*who_words(file))
        for number, parts in enumerate(path_lines(file.standing, self.moments)):
            self.query_one(f"#step-{number}", Line).say(*parts)
        whole = self.election.calendar.vote
        scrutins = scrutins_words(file.scrutins, whole, self.moments)
        self.query_one("#scrutins", Line).say(("Scrutins : ", ".muted"), scrutins)
        self.query_one("#caller", Line).say(self._caller_words())
        self.query_one("#to_say", Line).say((TO_SAY if self._recognised else FOR_YOU, ".muted"))
        self.query_one("#acts", Line).say(*act_words(file))
        beside, words = (
            self.query_one("#request", Line),
            beside_words(file, self.moments, self.station.call),
        )
        beside.display = bool(words)
        beside.say((words, ".waiting"))
        self.refresh_bindings()

    def _caller_words(self) -> tuple[str, str]:
        call = self.station.call
        if call is None or call.right is None:
            return UNKNOWN, ".waiting"
        if call.recognised:
            return f"✓ {RECOGNISED}", ".kept"
        return f"✗ {self.election.texts.line('desk.caller.not_recognised')}", ".missing"

    @property
    def _recognised(self) -> bool:
        call = self.station.call
        return call is not None and call.recognised

    @property
    def _all_right(self) -> bool:
        call, file = self.station.call, self.station.file
        return call is not None and file is not None and call.right == len(file.questions)

    # Keys

    def action_caller(self) -> None:
        """Open the questions that show who calls."""
        self.espace_app.go("desk_caller")

    def action_act(self, name: str) -> None:
        """Open an act; whoever has not shown who they are, well enough for it, is asked first."""
        act = DeskAct(name)
        if self._recognised and (act not in NEEDS_ALL or self._all_right):
            self.espace_app.go("desk_act", act=act)
        else:
            self.action_caller()

    def action_open(self, route: Route) -> None:
        """Open a page about the person; nothing is spelled for whom nobody knows."""
        if route == SPELLING and not self._recognised:
            self.action_caller()
        else:
            self.espace_app.go(route)

    def action_end(self) -> None:
        """Say how the call ends."""
        if not self.working:
            self.espace_app.go("desk_ending")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the acts that would change something, to whom they are."""
        if action in ("act", "caller", "open"):
            file = self.station.file
            if file is None or not super().check_action(action, parameters):
                return False
            return action != "act" or DeskAct(str(parameters[0])) in file.acts
        return super().check_action(action, parameters)


def act_words(file: PersonFile) -> tuple[Part, ...]:
    """Return the keys of what can be done, with what they do."""
    return key_words((key, ACTS[act]) for act, key in LETTERS.items() if act in file.acts)


def key_words(keys: Iterable[tuple[str, str]]) -> tuple[Part, ...]:
    """Return keys with what they do, « R Renvoyer le code », none torn from its words."""
    parts: list[Part] = []
    for key, words in keys:
        parts += [(f"{key.upper()}{HELD}", ".strong"), f"{words.replace(' ', HELD)}   "]
    return tuple(parts)


def who_words(file: PersonFile) -> tuple[Part, ...]:
    """Return who somebody is, on one line: « Mme Inès Fabre · AESH · Collège … »."""
    person: Person = file.person
    name = f"{person.civility} {person.first_name} {person.last_name}".strip()
    rest = [word for word in (person.corps, person.school, file.uai) if word]
    return (name, ".strong"), (f" · {' · '.join(rest)}", ".muted")
