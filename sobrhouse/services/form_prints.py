"""Printed forms: each form that leaves the printer has a code by which it is found again, and says
who typed it in, or filed it, and when.
"""

from collections.abc import Sequence

from sqlalchemy import select

from sobrhouse.domain.blank_forms import FORMS, Printed
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.tables import FormPrint, Resident
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def record_forms(
    work: Work, house_id: int, forms: Sequence[Printed], codes: Sequence[str], language: str = "en"
) -> tuple[int, ...]:
    """Keep the codes of forms that are printed now, one each; gives their rows. A code that stands
    already for the same form is a second copy of the same paper. Problem where it is another's.
    """
    work.require(Permission.PRINT_PAPERS, house_id)
    if len(forms) != len(codes):
        raise ValueError("each form has one code")
    return tuple(
        _record(work, house_id, form, code, language)
        for form, code in zip(forms, codes, strict=True)
    )


def _record(work: Work, house_id: int, form: Printed, code: str, language: str) -> int:
    if form.form not in FORMS:
        raise ValueError(f"there is no form {form.form}")
    if form.resident_id is not None:
        work.get(Resident, form.resident_id)
    there = work.session.execute(
        select(FormPrint).where(FormPrint.paper_code == code)
    ).scalar_one_or_none()
    if there is not None:
        if (there.house_id, there.form) != (house_id, form.form):
            raise Problem(_("This paper was not printed: its code was just given to another. Open "
                            "it again, which gives it a new one."))  # fmt: skip
        return there.id
    row = work.add(
        FormPrint(
            house_id=house_id, form=form.form, language=language, paper_code=code,
            first_day=form.first_day, last_day=form.last_day, resident_id=form.resident_id,
        )
    )  # fmt: skip
    work.record("form.printed", row)
    return row.id


def put_in(work: Work, print_id: int) -> int:
    """Keep that this paper was typed in, or filed where no screen takes it, by whom and when."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(FormPrint, print_id)
    if row.transcribed_at is not None:
        raise Problem(_("This paper was put in already. Nothing was changed."))
    row.transcribed_at, row.transcribed_by = work.now, work.actor.id
    work.record("form.transcribed", row)
    return row.id


def take_back_put_in(work: Work, print_id: int) -> int:
    """The inverse: the paper waits again."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(FormPrint, print_id)
    row.transcribed_at, row.transcribed_by = None, None
    work.record("form.waits_again", row)
    return row.id
