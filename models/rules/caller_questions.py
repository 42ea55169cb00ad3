"""What shows who is on the telephone: a caller is nobody until the roll's answers are given.

The NUMEN is never asked for: it opens a mailbox that was never opened, and nobody reads it out.
"""

from __future__ import annotations

from models.views.desk_calls import CallerQuestion

ENOUGH = 2
"""Right answers that show who calls: a colleague knows the school, rarely the rest."""


def caller_questions(
    *, school: str, corps: str, department: str, user_name: str
) -> tuple[CallerQuestion, ...]:
    """Return what to ask, in this order; what the roll does not hold is not asked.

    Args:
        school: Name of the school.
        corps: As the person says it.
        department: As « de l'Ariège », or empty.
        user_name: Of the webmail.
    """
    asked = (
        ("Quel est votre nom d'utilisateur de messagerie ?", user_name),
        ("Dans quel établissement êtes-vous ?", school),
        ("Quel est votre corps ?", corps),
        ("Dans quel département est-il ?", department),
    )
    return tuple(CallerQuestion(words, answer) for words, answer in asked if answer)


def is_recognised(right: int, questions: int) -> bool:
    """Tell whether so many right answers, of so many questions, show who calls."""
    return right >= min(ENOUGH, questions) > 0
