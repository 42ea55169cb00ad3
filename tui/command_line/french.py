"""The command line's own words in French.

Typer writes its words in English and has no catalogue for them. Here the pages
of help and the sentences of its errors are said in French, by one table.
"""

from __future__ import annotations

import re
from typing import Any

from typer import Context, TyperException
from typer.core import TyperCommand, TyperGroup

from tui.command_line.interruption import interruptible

_HELP = "--help"
_HELP_OF_OPTIONS = {
    "Show this message and exit.": "Affiche cette page.",
    "Install completion for the current shell.": (
        "Installe la complétion dans l'interpréteur de commandes."
    ),
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
    "[default: ": "[par défaut : ",
    "[env var: ": "[variable d'environnement : ",
    " <path>": "",
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
    (r"Invalid value for '?([^':]+)'?: (--\S+)$", "L'option {} ne va qu'avec {}."),
    (r"Invalid value for '?([^':]+)'?: sans (--\S+)$", "L'option {} ne va pas avec {}."),
    (r"Invalid value for '?([^':]+)'?:", "La valeur de {} ne convient pas."),
)


def french_page(page: str) -> str:
    """Return a page of help with its headings and marks in French."""
    page = re.sub(r"^Usage: ", "Emploi : ", page)
    for english, french in _HEADINGS.items():
        page = re.sub(rf"(?m)^{re.escape(english)}$", french, page)
    for english, french in _MARKS.items():
        page = page.replace(english, french)
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


# The context of `get_help` is of a class that Typer does not publish: hence `Any`.


class FrenchCommand(TyperCommand):
    """A command whose page of help is French, and which Ctrl+C interrupts."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command.

        Raises:
            Interrupted: Ctrl+C was pressed.
        """
        with interruptible():
            return super().invoke(ctx)

    def get_help(self, ctx: Any) -> str:
        """Return the page of help."""
        _translate_options(self, ctx)
        return french_page(super().get_help(ctx))


class FrenchGroup(TyperGroup):
    """A group of commands whose page of help is French."""

    def get_help(self, ctx: Any) -> str:
        """Return the page of help."""
        _translate_options(self, ctx)
        return french_page(super().get_help(ctx))


def _translate_options(command: TyperCommand | TyperGroup, ctx: Any) -> None:
    for option in command.get_params(ctx):
        known = getattr(option, "help", None)
        if known in _HELP_OF_OPTIONS:
            option.help = _HELP_OF_OPTIONS[known]  # type: ignore[attr-defined]  # options have it
