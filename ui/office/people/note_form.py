"""Writing a note: about one person, or the same one about several."""

from collections.abc import Callable, Sequence
from typing import Any

from sobrhouse.domain.care import NOTE_WORDS, choices
from sobrhouse.queries.timeline import TimelineRow
from sobrhouse.services import notes
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.widgets.boxes import line
from ui.widgets.buttons import Button
from ui.widgets.fields import CheckField, ChoiceField, TextField
from ui.widgets.form import MakingForm

NAME = "note"


def note_form(verb: str, pin: bool = True) -> MakingForm:
    """What was seen or said, its kind, and where it shows."""
    form = MakingForm(verb)
    form.add(TextField("text", _("Note"), required=True, lines=6,
                       hint=_("Facts and their own words. Everybody on the staff reads it.")))
    form.add(ChoiceField("category", _("About"), choices(NOTE_WORDS)))
    if pin:
        form.add(CheckField("pinned", _("Keep on top of the timeline")))
    form.add(CheckField("in_weekly_report", _("Print on the weekly report")))
    return form


def write_note(desk: Desk, panel: FormPanel, people: Sequence[int], who: str,
               done: Callable[[], None] | None = None) -> None:
    """Open the form for a note about these people."""
    title = _("Note about {who}").format(who=who)
    form = note_form(_("Add note"), pin=len(people) == 1)

    def made(values: dict[str, Any]) -> None:
        def after(_result: object) -> None:
            panel.finish()
            if done is not None:
                done()

        if len(people) == 1:
            desk.do(panel, notes.add_note, desk.house_id, people[0], done=after,
                    refused=panel.refuse, said=_("Note added"),
                    undo=lambda note_id: Step(notes.take_back_note, (note_id,)), **values)
            return
        said = n_("Note added for {n} person", "Note added for {n} people", len(people))
        desk.do(panel, notes.add_notes, desk.house_id, tuple(people), done=after,
                refused=panel.refuse, said=said.format(n=len(people)),
                undo=lambda ids: Step(notes.take_back_notes, (ids,)), **values)

    panel.open_form(NAME, title, form, made, people[0] if len(people) == 1 else 0)


def open_note(desk: Desk, panel: FormPanel, row: TimelineRow) -> None:
    """Open a note to be put right, pinned or removed."""
    form = note_form(_("Save changes"))
    remove = Button(_("Remove note"), "danger", "trash-2", small=True)
    remove.clicked.connect(lambda: remove_note(desk, panel, row.key))
    form.put(line(remove, 1))
    form.fill({"text": row.text, "category": row.what, "pinned": row.pinned,
               "in_weekly_report": row.in_report})
    was = {"text": row.text, "category": row.what, "pinned": row.pinned,
           "in_weekly_report": row.in_report}

    def made(values: dict[str, Any]) -> None:
        changed = {name: value for name, value in values.items() if value != was[name]}
        if not changed:
            panel.finish()
            return
        back = {name: was[name] for name in changed}
        desk.do(panel, notes.change_note, row.key, row.version, done=panel.finish,
                refused=panel.refuse, said=_("Note changed"),
                undo=lambda _was: Step(notes.change_note, (row.key,), back), **changed)

    panel.open_form("note_open", _("Note"), form, made, row.key)


def remove_note(desk: Desk, panel: FormPanel, note_id: int) -> None:
    """Take a note off the timeline; its history stays."""
    desk.do(panel, notes.take_back_note, note_id, said=_("Note removed"), done=panel.finish,
            refused=panel.refuse,
            undo=lambda removed: Step(notes.put_back_note, (removed,)))
