"""The command line's own words in French.

Typer writes its words in English and has no catalogue for them. Here the pages
of help and the sentences of its errors are said in French, by one table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from inspect import cleandoc
from typing import Any

from typer import BadParameter, Context, TyperException
from typer.core import TyperCommand, TyperGroup, TyperOption

from tui.command_line.completing import said_in_french
from tui.command_line.election_files import VARIABLE
from tui.command_line.interruption import interruptible

_HELP = "--help"
_INSTALLS = "Installe la complétion dans l'interpréteur de commandes."
_HELP_OF_OPTIONS = {
    "Show this message and exit.": "Affiche cette page.",
    "Install completion for the current shell.": _INSTALLS,
    "Show completion for the current shell, to copy it or customize the installation.": (
        "Affiche la complétion, pour la copier ou l'adapter."
    ),
}
_HEADINGS = {
    "Options:": "Options :",
    "Arguments:": "Arguments :",
    "Commands:": "Commandes :",
}
_MARKS = {
    "[required]": "[obligatoire]",
    "; required]": "; obligatoire]",
    "[default:": "[par défaut :",
    "[env var:": "[variable d'environnement :",
}
_ERRORS_OF_TYPER = (
    (r"No such option: ([^ ]+)", "L'option {} n'existe pas."),
    (r"No such command '([^']+)'", "La commande « {} » n'existe pas."),
    (r"Missing command", "Il manque une commande."),
    (r"Missing argument '([^']+)'", "Il manque l'argument {}."),
    (r"Missing option '([^']+)'", "Il manque l'option {}."),
    (r"Option '([^']+)' requires", "L'option {} attend une valeur."),
    (r"Option '([^']+)' does not take", "L'option {} ne prend pas de valeur."),
    (r"Got unexpected extra arguments?.*\((.*)\)", "En trop : {}."),
    (
        r"Invalid value for '?([^':]+)'?: (choisissez .+)",
        "La valeur de {} ne convient pas : {}.",
    ),
    (r"Invalid value for '?[^':]+'?: (indiquez .+)", "Il manque une option : {}."),
    (r"Invalid value for '?([^':]+)'?: (--\S+)$", "L'option {} ne va qu'avec {}."),
    (r"Invalid value for '?([^':]+)'?: sans (--\S+)$", "L'option {} ne va pas avec {}."),
    (r"Invalid value for '?([^':]+)'?: (deux fois)$", "L'option {} est donnée {} : gardez-en une."),
    (
        r"Invalid value for '?([^':]+)'?: Input should be a valid integer",
        "La valeur de {} ne convient pas : un nombre entier est attendu.",
    ),
    (
        r"Invalid value for '?([^':]+)'?: Input should be greater than or equal to (-?\d+)",
        "La valeur de {} ne convient pas : {} au minimum.",
    ),
    (
        r"Invalid value for '?([^':]+)'?: Input should be less than or equal to (-?\d+)",
        "La valeur de {} ne convient pas : {} au maximum.",
    ),
    (r"Invalid value for '?([^':]+)'?:", "La valeur de {} ne convient pas."),
)
_PATTERNS = (
    (r"(-?\d+)<=x<=(-?\d+)", r"de \1 à \2"),
    (r"x>=(-?\d+)", r"\1 au minimum"),
    (r"x<=(-?\d+)", r"\1 au maximum"),
)
"""What a page of help shows of a value: whether it is needed, and its bounds."""

STATUSES = (
    "Codes de retour : 0, fait ; 1, refusé ou impossible, la raison est dite ; 2, commande mal "
    "écrite ; 130, Ctrl+C."
)
CHECK_STATUSES = (
    "Codes de retour : 0, tout va bien ; 1, une ligne « À VOIR » ; 2, une ligne « À FAIRE » ou une "
    "commande mal écrite ; 130, Ctrl+C."
)
"""Those of the commands that a monitor asks, like `admin check`."""
CHOICE_OF_FILE = (
    f"Sans --config, le fichier d'élection est celui que nomme la variable {VARIABLE}, sinon "
    "~/.config/espace-electeur/election.toml."
)


def french_page(page: str) -> str:
    """Return a page of help with its headings and marks in French."""
    page = re.sub(r"^Usage: ", "Emploi : ", page)
    for english, french in _HEADINGS.items():
        page = re.sub(rf"(?m)^{re.escape(english)}$", french, page)
    for english, french in _MARKS.items():
        page = page.replace(english, french)
    for pattern, words in _PATTERNS:
        page = re.sub(pattern, words, page)
    return page


def french_error(error: TyperException) -> str:
    """Return the sentence of a usage error, and where help is found."""
    message: str = error.format_message()
    sentence = "Cette commande n'est pas comprise."
    for pattern, french in _ERRORS_OF_TYPER:
        match = re.match(pattern, message)
        if match:
            sentence = french.format(*match.groups())
            break
    context: Context | None = getattr(error, "ctx", None)
    path = context.command_path if context else "espace-electeur"
    return f"{sentence}\nEssayez « {path} {_HELP} »."


# The context of these methods is of a class that Typer does not publish: hence `Any`.


class FrenchCommand(TyperCommand):
    """A command whose page of help is French, and which Ctrl+C interrupts."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command.

        Raises:
            Interrupted: Ctrl+C was pressed.
        """
        with interruptible():
            return super().invoke(ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; an option that is given twice is refused: the last would win.

        Raises:
            TyperException: They are wrong.
        """
        try:
            _refuse_repeated(self.get_params(ctx), args)
            return super().parse_args(ctx, args)
        except TyperException as error:
            raise _of(ctx, error) from None

    def get_params(self, ctx: Any) -> Any:
        """Return the options and arguments, whose words are French."""
        return _in_french(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        """Return the page of help."""
        return french_page(super().get_help(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options and arguments, without the English names of their types."""
        write = formatter.write_dl
        formatter.write_dl = lambda rows: write(
            [(_without_type(name), told) for name, told in rows]
        )
        super().format_options(ctx, formatter)

    def get_short_help_str(self, limit: int = 0) -> str:
        """Return the whole sentence of a list of commands: Typer would cut it."""
        return cleandoc(self.help or "")

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the parts of the first line; brackets are for what may be left out, alone."""
        return [re.sub(r"^\{(.+)\}", r"\1", piece) for piece in super().collect_usage_pieces(ctx)]

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write where the election file comes from, and what the exit statuses mean."""
        named = any(one.name == "config" and one.help for one in self._options())
        for words in (CHOICE_OF_FILE if named else "", self.epilog or STATUSES):
            if words:
                formatter.write_paragraph()
                formatter.write_text(words)

    def _options(self) -> list[TyperOption]:
        return [one for one in self.params if isinstance(one, TyperOption)]


class FrenchGroup(TyperGroup):
    """A group of commands whose page of help is French."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments.

        Raises:
            TyperException: They are wrong.
        """
        try:
            return super().parse_args(ctx, args)
        except TyperException as error:
            raise _of(ctx, error) from None

    def get_params(self, ctx: Any) -> Any:
        """Return the options, whose words are French."""
        return _in_french(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        """Return the page of help."""
        return french_page(super().get_help(ctx))

    def get_short_help_str(self, limit: int = 0) -> str:
        """Return the whole sentence of a list of commands: Typer would cut it."""
        return cleandoc(self.help or "")


def _without_type(name: str) -> str:
    """Return an option or an argument without « <int range> », which Typer writes behind it."""
    return re.sub(r" <[^>]+>", "", name)


def _of(ctx: Any, error: TyperException) -> TyperException:
    """Return an error that names its command: the parser of options leaves that out."""
    if getattr(error, "ctx", None) is None:
        error.ctx = ctx  # type: ignore[attr-defined]  # only usage errors have it
    return error


def _refuse_repeated(params: Sequence[Any], args: Sequence[str]) -> None:
    """Refuse an option with one value that is given twice.

    Raises:
        BadParameter: It is.
    """
    before_dashes = args[: args.index("--")] if "--" in args else args
    given = [word.partition("=")[0] for word in before_dashes if word.startswith("--")]
    for option in params:
        single = isinstance(option, TyperOption) and not (option.multiple or option.is_flag)
        if single and sum(given.count(name) for name in option.opts) > 1:
            raise BadParameter("deux fois", param_hint=option.opts[0])


def _in_french(params: Any) -> Any:
    """Give the options that Typer adds words in French; they are made anew for each command."""
    for option in params:
        known = getattr(option, "help", None)
        if known in _HELP_OF_OPTIONS:
            option.help = _HELP_OF_OPTIONS[known]
            if option.help == _INSTALLS:
                option.callback = said_in_french(option.callback)
    return params
