"""What a page of help holds, and which texts of the catalogue one is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Election


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """A page of help.

    Attributes:
        title: A few words in capitals or not.
        paragraphs: French, ordinary spaces.
    """

    title: str
    paragraphs: tuple[str, ...]


def _no_places(_election: Election) -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class HelpKeys:
    """A page of help whose words are the election's, or those of the catalogue.

    Attributes:
        title: Key of its title.
        text: Key of its paragraphs.
        places: Returns what they may name in braces, besides what every page may.
        said: Keys of sentences that several pages say; a page names one by the end of its key.
    """

    title: str
    text: str
    places: Callable[[Election], dict[str, str]] = _no_places
    said: tuple[str, ...] = ()

    def page(self, election: Election, places: Mapping[str, str]) -> HelpTopic:
        """Return the page in the words of an election.

        Args:
            election: Whose texts are asked for.
            places: What every page of help may name in braces.
        """
        filled = {**places, **self.places(election)}
        texts = election.texts
        filled |= {key.rpartition(".")[2]: texts.line(key, **filled) for key in self.said}
        return HelpTopic(texts.line(self.title, **filled), texts.lines(self.text, **filled))


def pages_of(
    group: str,
    *topics: str,
    variant: str = "",
    places: Callable[[Election], dict[str, str]] = _no_places,
    said: tuple[str, ...] = (),
) -> dict[str, HelpKeys]:
    """Return pages by their topics: the texts `<group>.help.<topic>.title` and `.text`.

    Args:
        group: Of the catalogue.
        topics: Routes of screens and `help_topic` of fields.
        variant: Of the state of things in which they are said: `help_<variant>` holds them.
        places: Returns what their texts may name in braces.
        said: Keys of the sentences that several of them say.
    """
    table = f"{group}.help_{variant}" if variant else f"{group}.help"
    return {
        topic: HelpKeys(f"{table}.{topic}.title", f"{table}.{topic}.text", places, said)
        for topic in topics
    }
