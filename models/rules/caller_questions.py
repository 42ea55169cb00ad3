"""What shows who is on the telephone: a caller is nobody until the roll's answers are given.

The NUMEN is never asked for: it opens a mailbox that was never opened, and nobody reads it out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from models.views.desk_calls import CallerFact, CallerQuestion

ENOUGH = 2
"""Facts that show who calls, each of which does not follow from another."""

PLACES = frozenset({CallerFact.SCHOOL, CallerFact.DEPARTMENT})
"""Facts that say where somebody works."""


def caller_questions(
    words: Mapping[CallerFact, str], *, school: str, corps: str, department: str, user_name: str
) -> tuple[CallerQuestion, ...]:
    """Return what to ask, in this order; what the roll does not hold is not asked.

    The department follows from the school: it is asked of those alone who have none.

    Args:
        words: The questions.
        school: Name of the school.
        corps: As the person says it.
        department: As « de l'Ariège », or empty.
        user_name: Of the webmail.
    """
    asked = (
        (CallerFact.CORPS, corps),
        (CallerFact.SCHOOL, school),
        (CallerFact.DEPARTMENT, "" if school else department),
        (CallerFact.USER_NAME, user_name),
    )
    return tuple(CallerQuestion(fact, words[fact], answer) for fact, answer in asked if answer)


def is_recognised(right: Collection[CallerFact], asked: Collection[CallerFact]) -> bool:
    """Tell whether right answers show who calls, or the school has: it was called, and passed on.

    A school shows who teaches there: the corps has to be right if the roll has it. Whoever knows a
    name knows how the user name begins: it counts beside the place alone, and never by itself.
    """
    if CallerFact.CALLED_BACK in right:
        return True
    answered = set(right) & set(asked)
    needed = min(ENOUGH, len(asked))
    corps = CallerFact.CORPS in answered or CallerFact.CORPS not in asked
    placed = answered & PLACES or not PLACES & set(asked)
    if not placed:
        answered -= {CallerFact.USER_NAME}
    guessed = answered <= {CallerFact.USER_NAME}
    return corps and not guessed and len(answered) >= needed
