"""Printed forms as they are read: free codes for new ones, and what a code on paper stands for."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.blank_forms import FORMS, Form, Screen
from sobrhouse.domain.paper_codes import new_code
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.problems import NotFound
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import FormPrint, House, Staff
from sobrhouse.words import N_, _

_OTHER = Form("", N_("Form"), Screen.NONE)  # printed by a newer version of the program


@dataclass(frozen=True, slots=True)
class FormFound:
    """One printed form: which, of which house, for which days, when and by whom it was printed, and
    when and by whom it was put in.
    """

    id: int
    code: str
    form: Form
    house_id: int
    house: str
    language: str
    first_day: date | None
    last_day: date | None
    resident_id: int | None
    printed_on: date
    printed_by: str
    put_in_at: datetime | None
    put_in_by: str

    @property
    def day(self) -> date:
        """The day with which its screen opens: its own first one, else that of the printing."""
        return self.first_day or self.printed_on


@needs(Permission.PRINT_PAPERS)
def free_codes(session: Session, house_id: int, count: int) -> tuple[str, ...]:
    """So many new codes that no paper has yet."""
    found: list[str] = []
    while len(found) < count:
        code = new_code()
        taken = select(FormPrint.id).where(FormPrint.paper_code == code)
        if code not in found and session.execute(taken).first() is None:
            found.append(code)
    return tuple(found)


@needs(Permission.SEE_HOUSE)
def form_by_code(session: Session, code: str, *, actor: Actor) -> FormFound:
    """The form with this code, as `read_code` gives it; NotFound where no house of the actor's has
    printed one.
    """
    row = next((r for r in _found(session, FormPrint.paper_code == code)
                if actor.sees(r.house_id)), None)  # fmt: skip
    if row is None:
        raise NotFound(_("No paper with this code was printed by your houses. Look at the code "
                         "again, or file the paper with its day."), field="code")  # fmt: skip
    return row


@needs(Permission.SEE_HOUSE)
def forms_out(session: Session, house_id: int, limit: int = 50) -> tuple[FormFound, ...]:
    """The forms that were printed last, whether they came back or not; the newest first. Those
    that are a resident's own are not among them.
    """
    theirs = [form.key for form in FORMS.values() if form.theirs]
    here = and_(FormPrint.house_id == house_id, FormPrint.form.not_in(theirs))
    return _found(session, here, limit)


def _found(session: Session, where: object, limit: int = 1) -> tuple[FormFound, ...]:
    maker, typist = aliased(Staff), aliased(Staff)
    rows = session.execute(
        select(FormPrint, House.name, House.timezone, maker.name, typist.name)
        .join(House, House.id == FormPrint.house_id)
        .outerjoin(maker, maker.id == FormPrint.created_by)
        .outerjoin(typist, typist.id == FormPrint.transcribed_by)
        .where(where)  # type: ignore[arg-type]
        .order_by(FormPrint.created_at.desc(), FormPrint.id.desc())
        .limit(limit)
    ).all()
    return tuple(_row(*row) for row in rows)


def _row(
    row: FormPrint, house: str, zone: str, by: str | None, put_in_by: str | None
) -> FormFound:
    return FormFound(
        row.id, row.paper_code, FORMS.get(row.form, _OTHER), row.house_id, house, row.language,
        row.first_day, row.last_day, row.resident_id,
        row.created_at.astimezone(ZoneInfo(zone)).date(), by or "", row.transcribed_at,
        put_in_by or "",
    )  # fmt: skip

