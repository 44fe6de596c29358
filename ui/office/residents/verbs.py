"""What one can do with the person whose profile is open, for keys, palette and More."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sobrhouse.domain.staff import Permission
from sobrhouse.words import _
from ui.office.people import photo
from ui.office.reports import inside as report_inside
from ui.widgets.page import Verb

if TYPE_CHECKING:
    from ui.office.residents.place import ResidentsPage


def person_verbs(page: ResidentsPage) -> tuple[Verb, ...]:
    """The verbs of the profile that is open."""
    return (
        *_words(page),
        *_stay(page),
        *_papers(page),
        *_photo(page),
        Verb("hold", _("Legal hold"), "scale", "", page.profile.legal_hold,
             Permission.MANAGE_PEOPLE),
        Verb("next", _("Next resident"), run=page.next_person, more=False),
        Verb("previous", _("Previous resident"), run=page.previous_person, more=False),
    )


def _words(page: ResidentsPage) -> tuple[Verb, ...]:
    view, daily = page.profile, Permission.RECORD_DAILY
    return (
        Verb("note", _("Add note"), "notebook-pen", "Ctrl+M", view.add_note, daily),
        Verb("message", _("Message at kiosk"), "message-circle", "", view.write_message, daily),
        Verb("contact", _("Log contact"), "phone", "", view.log_contact, daily),
        Verb("sponsor", _("Write down who supports them"), "heart-handshake", "",
             view.add_sponsor, daily),
    )  # fmt: skip


def _stay(page: ResidentsPage) -> tuple[Verb, ...]:
    view, people = page.profile, Permission.MANAGE_PEOPLE
    assert view.data is not None
    date = Verb("sobriety", _("Change sobriety date"), "sun", "", view.change_date, people)
    if view.data.stay is None:
        return (date, Verb("move_in", _("Move in"), "log-in", run=view.move_in, needs=people))
    return (
        date,
        Verb("phase", _("Change phase"), "trending-up", "", view.change_phase, people),
        Verb("plan", _("Plan when they leave"), "calendar-clock", "", view.plan_leaving, people),
        _bed_verb(page, view.data.stay.bed_id),
        Verb("move_out", _("Move out"), "log-out", "", view.move_out, people),
    )


def _bed_verb(page: ResidentsPage, bed_id: int | None) -> Verb:
    people = Permission.MANAGE_PEOPLE
    if bed_id is None:
        return Verb("move", _("Give a bed"), "bed", run=page.profile.give_bed, needs=people)
    return Verb("move", _("Move to another bed"), "bed", needs=people,
                run=lambda: page.go.emit("beds", bed_id))  # fmt: skip


def _papers(page: ResidentsPage) -> tuple[Verb, ...]:
    who, prints = page.profile.resident_id, Permission.PRINT_PAPERS
    people = Permission.MANAGE_PEOPLE
    return (
        Verb("print", _("Print emergency sheet"), "printer", needs=prints,
             run=lambda: page.print_sheet(who)),
        Verb("court_card", _("Print court card"), "printer", needs=prints,
             run=lambda: page.print_card(who)),
        Verb("file", _("Print resident file"), "printer", needs=people,
             run=lambda: report_inside.open_file(page.desk, page, who)),
        Verb("own_copy", _("Give them their own copy"), "file-text", needs=people,
             run=lambda: report_inside.open_copy(page.desk, page, who)),
        Verb("discharge", _("Print discharge summary"), "printer", needs=people,
             run=lambda: report_inside.open_discharge(page.desk, page, who)),
        Verb("account", _("What left the house about them"), "history", needs=people,
             run=lambda: report_inside.open_account(page.desk, page, who)),
    )  # fmt: skip


def _photo(page: ResidentsPage) -> tuple[Verb, ...]:
    data, people = page.profile.data, Permission.MANAGE_PEOPLE
    assert data is not None
    who = data.person.resident_id
    put = Verb("photo", _("Set photo"), "image", needs=people,
               run=lambda: photo.choose_photo(page.desk, page, who))  # fmt: skip
    if not data.person.photo_blob_id:
        return (put,)
    return (put, Verb("photo_off", _("Remove photo"), "image", needs=people,
                      run=lambda: photo.remove_photo(page.desk, page, who)))  # fmt: skip
