"""The minutes as JSON, whose fingerprint is printed on the paper that the board signs."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from models.published.result_json import VERSION, as_json, local, result_facts
from models.views.bureau import Incident
from models.views.minutes import Minutes, MinutesAct, MinutesFingerprints, MinutesMember

FORMAT = "espace-electeur/minutes"


def minutes_json(minutes: Minutes, zone: ZoneInfo) -> bytes:
    """Return the minutes as they are written: the same minutes are the same bytes.

    Args:
        minutes: Of a scrutin.
        zone: In which moments are written.
    """
    return as_json(
        {
            "format": FORMAT,
            "version": VERSION,
            "election": {"title": minutes.election, "organiser": minutes.organiser},
            "scrutin": {
                "code": minutes.code,
                "short": minutes.short,
                "title": minutes.title,
                "level": minutes.level,
                "uuid": minutes.uuid,
            },
            "vote": {
                "opens_at": local(minutes.opens_at, zone),
                "ends_at": local(minutes.ends_at, zone),
                "closed_at": local(minutes.closed_at, zone),
                "ballots": minutes.ballots,
                "signatures": minutes.signatures,
            },
            "board": {
                "threshold": minutes.threshold,
                "members": [_member_facts(one, zone) for one in minutes.members],
                "acts": [_act_facts(one, zone) for one in minutes.acts],
            },
            "fingerprints": _fingerprint_facts(minutes.fingerprints, zone),
            "result": minutes.result and result_facts(minutes.result, zone),
            "trouble": minutes.trouble,
            "lots": [
                {"seat": one.seat, "winner": one.winner, "at": local(one.at, zone)}
                for one in minutes.lots
            ],
            "incidents": [_incident_facts(one, zone) for one in minutes.incidents],
        }
    )


def _member_facts(member: MinutesMember, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "number": member.number,
        "name": member.name,
        "role": member.role,
        "opened_at": member.opened_at and local(member.opened_at, zone),
    }


def _act_facts(act: MinutesAct, zone: ZoneInfo) -> dict[str, Any]:
    return {"name": act.name, "at": local(act.at, zone), "members": list(act.members)}


def _fingerprint_facts(found: MinutesFingerprints, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "keys": found.keys,
        "sealed_at": local(found.sealed_at, zone),
        "seal": found.seal,
        "parts": {part.name: part.fingerprint for part in found.parts},
        "setup": found.setup,
        "trackers": [
            {"at": local(one.at, zone), "ballots": one.ballots, "beginning": one.beginning}
            for one in found.trackers
        ],
        "trackers_compared": found.compared,
        "urn": found.urn,
        "archive": found.archive,
    }


def _incident_facts(incident: Incident, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "number": incident.number,
        "at": local(incident.at, zone),
        "text": incident.text,
        "scrutin": incident.scrutin,
        "found": incident.found,
        "members": list(incident.members),
    }
