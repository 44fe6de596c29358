"""What one can do with the person whose profile is open, for keys, palette and More."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sobrhouse.domain.staff import Permission
from sobrhouse.words import _
from ui.office import photo
from ui.widgets.page import Verb

if TYPE_CHECKING:
    from ui.office.residents import ResidentsPage


def person_verbs(page: ResidentsPage) -> tuple[Verb, ...]:
    """The verbs of the profile that is open."""
    data, view = page.profile.data, page.profile
    assert data is not None
    who, people = data.person.resident_id, Permission.MANAGE_PEOPLE
    here = (
        (
            Verb("phase", _("Change phase"), "trending-up", run=view.change_phase, needs=people),
            Verb(
                "plan",
                _("Plan when they leave"),
                "calendar-clock",
                run=view.plan_leaving,
                needs=people,
            ),
            _bed_verb(page, data.stay.bed_id),
            Verb("move_out", _("Move out"), "log-out", run=view.move_out, needs=people),
        )
        if data.stay is not None
        else (Verb("move_in", _("Move in"), "log-in", run=view.move_in, needs=people),)
    )
    gone = (
        (
            Verb(
                "photo_off",
                _("Remove photo"),
                "image",
                run=lambda: photo.remove_photo(page.desk, page, who),
                needs=people,
            ),
        )
        if data.person.photo_blob_id
        else ()
    )
    return (
        Verb(
            "note", _("Add note"), "notebook-pen", "Ctrl+M", view.add_note, Permission.RECORD_DAILY
        ),
        Verb(
            "message",
            _("Message at kiosk"),
            "message-circle",
            run=view.write_message,
            needs=Permission.RECORD_DAILY,
        ),
        Verb("contact", _("Log contact"), "phone", "L", view.log_contact, Permission.RECORD_DAILY),
        Verb(
            "sponsor",
            _("Write down who supports them"),
            "heart-handshake",
            run=view.add_sponsor,
            needs=Permission.RECORD_DAILY,
        ),
        Verb("sobriety", _("Change sobriety date"), "sun", run=view.change_date, needs=people),
        *here,
        Verb(
            "print",
            _("Print emergency sheet"),
            "printer",
            needs=Permission.PRINT_PAPERS,
            run=lambda: page.print_sheet(who),
        ),
        Verb(
            "court_card",
            _("Print court card"),
            "printer",
            needs=Permission.PRINT_PAPERS,
            run=lambda: page.print_card(who),
        ),
        Verb(
            "photo",
            _("Set photo"),
            "image",
            needs=people,
            run=lambda: photo.choose_photo(page.desk, page, who),
        ),
        *gone,
        Verb("next", _("Next resident"), run=page.next_person, more=False),
        Verb("previous", _("Previous resident"), run=page.previous_person, more=False),
    )


def _bed_verb(page: ResidentsPage, bed_id: int | None) -> Verb:
    if bed_id is None:
        return Verb(
            "move",
            _("Give a bed"),
            "bed",
            run=page.profile.give_bed,
            needs=Permission.MANAGE_PEOPLE,
        )
    return Verb(
        "move",
        _("Move to another bed"),
        "bed",
        needs=Permission.MANAGE_PEOPLE,
        run=lambda: page.go.emit("beds", bed_id),
    )
