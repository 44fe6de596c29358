"""The forms of a meeting that is run: an agenda line, a vote, an action item, a commitment, who
leads, a reason, an amendment.
"""

from collections.abc import Iterable, Sequence

from sobrhouse.domain.motions import BASES, KINDS
from sobrhouse.domain.rotas import Turns
from sobrhouse.queries.meeting_rows import (
    ActionRow,
    AgendaRow,
    Attender,
    CommitmentRow,
    MeetingRun,
    MotionRow,
)
from sobrhouse.services.motions import Asked
from sobrhouse.words import _, p_
from ui.desk import Desk
from ui.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    LineField,
    NumberField,
    TextField,
)
from ui.widgets.form import MakingForm


def people_choices(people: Iterable[Attender]) -> list[tuple[int, str]]:
    """Everybody of the roll, to choose from."""
    return [(p.stay_id, p.name) for p in people]


def agenda_form(row: AgendaRow | None = None) -> MakingForm:
    """One line of the agenda."""
    form = MakingForm(_("Save") if row else _("Add"))
    form.add(LineField("title", _("What it is about"), required=True))
    form.add(NumberField("minutes", _("Minutes"), low=1, high=1440))
    form.add(TextField("text", _("Notes for it"), lines=3))
    if row is not None:
        form.fill({"title": _(row.title), "minutes": row.minutes, "text": row.text})
    return form


def vote_form(run: MeetingRun, row: MotionRow | None = None) -> MakingForm:
    """What is put to the vote, by whom, and what it needs: without a share the house's usual."""
    people = people_choices(run.people)
    form = MakingForm(_("Save") if row else _("Put to the vote"))
    form.add(LineField("text", _("What the house votes on"), required=True, max_length=500))
    form.add(ChoiceField("kind", _("About"), [(key, _(words)) for key, words in KINDS]))
    if run.waiting:
        form.add(ChoiceField("applicant", _("Who asks to move in"), run.waiting,
                             empty=_("Nobody on the waitlist")))  # fmt: skip
    form.add(ChoiceField("mover", _("Called by"), people, empty=_("Nobody named")))
    form.add(ChoiceField("seconder", _("Seconded by"), people, empty=_("Nobody named")))
    form.add(CheckField("secret", _("Secret: people vote at the kiosk")))
    usual = _("Empty: as the house always does. 50 means more than half.")
    form.add(NumberField("percent", _("Percent that must say yes"), low=50, high=100, hint=usual))
    form.add(ChoiceField("basis", p_("vote", "Of whom"), [(key, _(words)) for key, words in BASES],
                         empty=_("As the house always does")))  # fmt: skip
    if row is not None:
        form.fill({
            "text": row.text, "kind": row.kind, "mover": row.mover_stay_id,
            "seconder": row.seconder_stay_id, "secret": row.secret, "percent": row.percent,
            "basis": row.basis, **({"applicant": row.application_id} if run.waiting else {}),
        })  # fmt: skip
    return form


def asked_of(values: dict[str, object]) -> Asked:
    """A vote as its form gives it; one on somebody of the waitlist is on letting them in."""
    applicant = values.get("applicant")
    return Asked(
        text=str(values["text"]),
        kind="admission" if applicant else str(values["kind"] or "other"),
        application_id=applicant,  # type: ignore[arg-type]
        mover_stay_id=values["mover"], seconder_stay_id=values["seconder"],  # type: ignore[arg-type]
        percent=values["percent"], basis=values["basis"],  # type: ignore[arg-type]
        secret=bool(values["secret"]),
    )  # fmt: skip


def action_form(desk: Desk, run: MeetingRun, row: ActionRow | None = None) -> MakingForm:
    """What somebody does, and by when."""
    form = MakingForm(_("Save") if row else _("Add"))
    form.add(LineField("text", _("What is to be done"), required=True, max_length=500))
    form.add(ChoiceField("owner", _("Who does it"), people_choices(run.people),
                         empty=_("No owner yet")))  # fmt: skip
    form.add(DateField("due_on", _("By when"), desk.today))
    if row is not None:
        form.fill({"text": row.text, "owner": row.owner_stay_id, "due_on": row.due_on})
    return form


def promise_form(desk: Desk, run: MeetingRun, row: CommitmentRow | None = None) -> MakingForm:
    """What somebody promises for the week."""
    form = MakingForm(_("Save") if row else _("Add"))
    here = [p for p in run.people if p.here] or list(run.people)
    form.add(ChoiceField("stay", _("Who"), people_choices(run.people if row else here),
                         empty=_("Choose"), required=True))  # fmt: skip
    form.add(LineField("text", _("What they promise"), required=True, max_length=500))
    form.add(DateField("due_on", _("Until"), desk.today, hint=_("Empty: until next week.")))
    if row is not None:
        form.fill({"stay": row.stay_id, "text": row.text, "due_on": row.due_on})
    return form


def parts_form(run: MeetingRun, leaders: Sequence[Turns], readers: Sequence[Turns]) -> MakingForm:
    """Who leads and who reads, whose turn it is first; what is read and where."""
    form = MakingForm(_("Save"))
    form.add(ChoiceField("chair", _("Who leads"), _turns(run, leaders), empty=_("Nobody named")))
    form.add(ChoiceField("reader", _("Who reads"), _turns(run, readers), empty=_("Nobody named")))
    form.add(LineField("reading", _("What is read")))
    form.add(LineField("place", _("Where")))
    form.fill({
        "chair": run.chair_stay_id, "reader": run.reader_stay_id, "reading": run.reading,
        "place": run.place,
    })  # fmt: skip
    return form


def _turns(run: MeetingRun, turns: Sequence[Turns]) -> list[tuple[int, str]]:
    """ "Ray H. (2 times, last Nov 8)"; who is at the meeting comes first once it is marked."""
    here = {p.stay_id for p in run.people if p.here}
    known = {t.stay_id for t in turns}
    rows = sorted(turns, key=lambda t: bool(here) and t.stay_id not in here)
    gone = [(p.stay_id, p.name) for p in run.people if p.stay_id not in known]
    return [(t.stay_id, f"{t.name} ({t.words(run.day).lower()})") for t in rows] + gone


def reason_form(person: Attender) -> MakingForm:
    """Why somebody is excused, late or absent."""
    form = MakingForm(_("Save"))
    form.add(LineField("reason", _("Why"), max_length=200))
    form.fill({"reason": person.reason})
    return form


def amend_form() -> MakingForm:
    """What is added to finished minutes, and why."""
    form = MakingForm(_("Add to the minutes"))
    form.add(TextField("text", _("What is added"), lines=5, required=True))
    form.add(LineField("why", _("Why"), required=True, hint=_("It stays with the minutes.")))
    return form
