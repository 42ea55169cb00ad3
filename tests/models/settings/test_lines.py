"""Where a value stands in a TOML text."""

from __future__ import annotations

import pytest

from models.settings.lines import line_of, lines_of
from models.settings.parts import Place

SOURCE = """\
title = "Élection"
[mail]
domains = ["a.fr", "b.fr"]

[[scrutins]]
code = "CTM"
[[scrutins.lists]]
name = "Première [1]"
candidates = [
    "Mme A = B",  # "pas un nom"
    # "M. Retiré",
    'M. C', "M. D # E",
]
order = 1
  [[ scrutins . lists ]]
  name = "Deuxième"

[[scrutins]]
code = "CTA"
[[scrutins.lists]]
candidates = ["M. F",
  "Mme G"]
order = 1
[scrutins.more]
colour = "vert"
[texts]
doors . mailbox = "Ouvrez"
"vote.how" = "Un code"
"""

PLACES: list[tuple[Place, int | None]] = [
    (("title",), 1),
    (("mail", "quota"), 2),
    (("mail", "domains", 1), 3),
    (("scrutins", 0, "code"), 6),
    (("scrutins", 0, "lists", 0, "name"), 8),
    (("scrutins", 0, "lists", 0, "candidates"), 9),
    (("scrutins", 0, "lists", 0, "candidates", 0), 10),
    (("scrutins", 0, "lists", 0, "candidates", 1), 12),
    (("scrutins", 0, "lists", 0, "candidates", 2), 12),
    (("scrutins", 0, "lists", 0, "candidates", 9), 9),
    (("scrutins", 0, "lists", 0, "order"), 14),
    (("scrutins", 0, "lists", 1, "name"), 16),
    (("scrutins", 0, "lists", 1, "order"), 15),
    (("scrutins", 1), 18),
    (("scrutins", 1, "lists", 0, "candidates", 0), 21),
    (("scrutins", 1, "lists", 0, "candidates", 1), 22),
    (("scrutins", 1, "lists", 0, "order"), 23),
    (("scrutins", 1, "more", "colour"), 25),
    (("calendar",), None),
    ((), None),
    (("texts", "doors", "mailbox"), 27),
    (("texts", "vote.how"), 28),
]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(("place", "line"), PLACES)
def test_a_value_has_the_line_of_its_deepest_known_part(
    place: Place, line: int | None, ends: str
) -> None:
    assert line_of(place, lines_of(SOURCE.replace("\n", ends))) == line
