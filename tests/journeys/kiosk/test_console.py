"""The whole journey on other terminals and elections: the Linux console, large letters, Lyon's."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.election import prepare_election
from tests.journeys.kiosk.conftest import MakeConfig, StartKiosk
from tests.journeys.kiosk.path import THIVOLLET, whole_path
from tests.journeys.test_fdupont import BOXES, SIXTEEN_COLOURS
from tests.journeys.traffic import characters_sent, colour_codes


def test_the_whole_journey_sends_only_what_the_console_can_show(
    make_config: MakeConfig, start_kiosk: StartKiosk
) -> None:
    borne = start_kiosk(make_config(), term="linux")
    whole_path(borne, look=False, kept="[x]", pointer=">")
    borne.quits()
    output = bytes(borne.terminal.output)
    strange = [
        character
        for character in characters_sent(output) - set(BOXES)
        if not (character.encode("cp437", "ignore") and character.encode("iso8859-15", "ignore"))
    ]
    assert strange == []
    assert [code for code in colour_codes(output) if not SIXTEEN_COLOURS.fullmatch(code)] == []


def test_the_large_layout_leads_the_same_way(
    make_config: MakeConfig, start_kiosk: StartKiosk
) -> None:
    borne = start_kiosk(make_config(layout="large"), size=(120, 40))
    whole_path(borne, look=False)
    borne.quits()


def test_another_election_is_led_the_same_way(home: Path, start_kiosk: StartKiosk) -> None:
    config = prepare_election(home, THIVOLLET.line, sample=THIVOLLET.sample)
    borne = start_kiosk(config)
    whole_path(borne, look=False, who=THIVOLLET)
    borne.quits()
