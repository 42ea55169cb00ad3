"""The reminder: one sentence and one button."""

from __future__ import annotations

from tests.tui.conftest import OpenSandbox
from tests.tui.sandbox import arrived, focused_field, opened, seen


async def test_one_sentence_and_one_key_lead_to_the_scrutins(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sandbox.sign_in()
        await opened(sandbox, pilot, "password_reminder")
        assert seen(sandbox, "Étape 2 sur 3 · terminée")
        assert seen(sandbox, "VOTRE COMPTE ÉLECTEUR EST CONFIRMÉ")
        assert (
            "Retenez bien le mot de passe que vous venez de créer. Ce sera celui que vous "
            "utiliserez pour voter." in sandbox.words
        )
        assert focused_field(sandbox) == "primary"
        await pilot.press("enter")
        await arrived(sandbox, pilot, "scrutins")
        await pilot.press("escape")
        assert sandbox.screen.route == "home"
