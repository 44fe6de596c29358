"""What the names of a use case's parameters do not tell: of which table a row is, and values that
let the call come as far as the record.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sobrhouse.services.bed_corrections import Corrected
from sobrhouse.services.beds import Moved
from sobrhouse.services.chore_swaps import Trade
from sobrhouse.services.disclosures import Asker
from sobrhouse.services.home_groups import HomeChanged
from sobrhouse.services.meeting_requirements import Changed
from sobrhouse.services.phases import PhaseChanged
from sobrhouse.services.pins import Purpose
from tests.access.world import DAY, Place
from tests.conftest import NOW

Given = dict[str, Any]


def row(table: str) -> Callable[[Place], Any]:
    """The row of this table in the house that is asked for."""
    return lambda place: place.ids[table]


def rows(table: str) -> Callable[[Place], Any]:
    """A list of that one row."""
    return lambda place: (place.ids[table],)


def _trade(place: Place) -> Trade:
    return Trade(
        assignment_id=place.ids["chore_assignment"], on=DAY, other_stay_id=place.ids["second stay"]
    )


_MODULES: dict[str, Given] = {
    "attendance": {"row_id": row("attendance"), "row_ids": rows("attendance")},
    "signins": {"row_id": row("sign_out")},
    "care": {"row_id": row("contact"), "field": "name"},
    "bed_corrections": {"assignment_id": row("bed_assignment")},
    "beds": {"assignment_id": row("bed_assignment")},
    "chore_hands": {"assignment_id": row("chore_assignment")},
    "chore_marks": {"assignment_id": row("chore_assignment"), "mark_id": row("chore_mark")},
    "chore_trades": {"asked": _trade},
    "form_prints": {"print_id": row("form_print")},
    "helping": {"help_id": row("helping_event")},
    "meeting_days": {"change_id": row("meeting_exception")},
    "mentor_checks": {"check_id": row("mentor_check")},
    "messages": {"messages": rows("house_message")},
    "packets": {"packet_id": row("packet_print")},
    "rounds": {"check_id": row("curfew_check")},
    "seconds": {"purpose": Purpose.EMERGENCY},
}
_CALLS: dict[str, Given] = {
    "applications.decide": {"stage": "screening"},
    "waitlist.return_to_waitlist": {"before": ("screening", "")},
    "attendance.verify": {"verification": "signature"},
    "bed_corrections.correct_first_night": {"start_on": DAY + timedelta(days=1)},
    "bed_corrections.undo_correction": {
        "corrected": lambda p: Corrected(p.ids["bed_assignment"], p.ids["bed_assignment"])
    },
    "beds.undo_move": {
        "moved": lambda p: Moved((p.ids["bed_assignment"],), (p.ids["bed_assignment"],))
    },
    "chore_ladder.settle_appeal": {"outcome": "upheld"},
    "chore_marks.inspect": {"result": "done"},
    "chores.change_chore": {"name": "far words"},
    "disclosures.disclose_in_emergency": {
        "asker": Asker(recipient="Mercy Hospital", purpose="care", reason="Not breathing")
    },
    "disclosures.disclose_without_consent": {"basis": "court_order"},
    "form_prints.form_by_code": {"code": "far form_print"},
    "home_groups.undo_home_group": {"done": lambda p: HomeChanged(p.ids["home_group"])},
    "kiosk_access.put_back_badges": {"before": lambda p: ((p.ids["resident"], None),)},
    "kiosk_chores.withdraw_trade": {"trade_id": row("second chore_trade")},
    "matches.matches": {"first": "far resident", "last": "far resident"},
    "meeting_requirements.undo_requirement": {
        "done": lambda p: Changed(p.ids["meeting_requirement"])
    },
    "own_words.write_down": {"heading": "sponsor"},
    "phases.undo_change_phase": {"done": lambda p: PhaseChanged(p.ids["phase_history"], None)},
    "residents.change_field": {"field": "legal_first"},
    "signins.transcribe": {"out_at": NOW},
    "stays.change_stay": {"field": "planned_discharge_on"},
    "staff.set_pin": {"pin": "135792"},
}


def own_arguments(module: str, name: str) -> Given:
    """What this use case or query is given beside what its parameters' names tell."""
    return _MODULES.get(module, {}) | _CALLS.get(f"{module}.{name}", {})
