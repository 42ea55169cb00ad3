"""When the inbox leads the focus to the next step: by what was remembered alone."""

from __future__ import annotations

from tui.screens.webmail.inbox_state import InboxState


def test_the_first_look_leads_and_the_next_one_does_not() -> None:
    state = InboxState()
    assert state.leads(None, stuck=False)
    assert not state.leads(None, stuck=False)


def test_mail_leads_only_whoever_has_just_come_back_and_once() -> None:
    state = InboxState()
    state.leads(None, stuck=False)
    assert not state.leads(7, stuck=False)
    state.come_back()
    assert not state.leads(7, stuck=False)
    state.come_back()
    assert state.leads(8, stuck=False)
    assert not state.leads(8, stuck=False)


def test_what_was_asked_about_is_erased_and_leads_on() -> None:
    state = InboxState(to_erase=(1, 2))
    state.leads(None, stuck=False)
    state.erased()
    assert state.to_erase == ()
    assert state.leads(None, stuck=False)


def test_an_act_that_makes_room_leads_on() -> None:
    state = InboxState()
    state.leads(None, stuck=False)
    state.lead_next()
    assert state.leads(None, stuck=False)


def test_a_mail_without_room_leads_whoever_comes_to_make_some() -> None:
    state = InboxState()
    state.leads(None, stuck=False)
    assert not state.leads(None, stuck=True)
    state.come_back()
    assert state.leads(None, stuck=True)
    assert not state.leads(None, stuck=True)
