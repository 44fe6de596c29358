"""Badges: made on purpose, shown as the very file that prints, and never made twice by a reload."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.file_names import paper_name
from sobrhouse.problems import Problem
from sobrhouse.queries.kiosk_access import BadgePerson, people_for_badges
from sobrhouse.reports.badges import Badge, badge_sheet
from sobrhouse.reports.options import PaperOptions
from sobrhouse.services.kiosk_access import MadeBadges, put_back_badges
from sobrhouse.services.kiosk_access import make_badges as make
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.papers.dialog import PaperDialog, open_paper
from ui.office.papers.steps import Wish
from ui.widgets.ask import confirm


def make_badges(desk: Desk, parent: QWidget, people: Iterable[int] = ()) -> None:
    """New badges for these people; without any, for everybody who has none, else for all."""
    wanted = tuple(people)

    def with_people(found: tuple[BadgePerson, ...]) -> None:
        chosen = [p for p in found if p.resident_id in wanted] if wanted else _lacking(found)
        if not chosen:
            desk.tell(_("Nobody lives here yet, so there is no badge to make."))
        elif _agreed(parent, chosen):
            _make(desk, parent, chosen)

    desk.ask(parent, people_for_badges, desk.house_id, done=with_people)


def _lacking(found: tuple[BadgePerson, ...]) -> list[BadgePerson]:
    return [p for p in found if not p.has_badge] or list(found)


def _agreed(parent: QWidget, chosen: list[BadgePerson]) -> bool:
    """Only who loses a badge by it is worth a question."""
    lose = sum(p.has_badge for p in chosen)
    if not lose:
        return True
    return confirm(
        parent,
        n_("Make {n} new badge?", "Make {n} new badges?", len(chosen)).format(n=len(chosen)),
        n_("The badge that {n} person has stops working.",
           "The badges that {n} people have stop working.", lose).format(n=lose),
        _("Make new badges"),
        _("Keep the old ones"),
    )  # fmt: skip


def _make(desk: Desk, parent: QWidget, chosen: list[BadgePerson]) -> None:
    names = {p.resident_id: p for p in chosen}

    def done(made: MadeBadges) -> None:
        badges = tuple(
            Badge(names[who].name, code, names[who].number) for who, code in made.codes
        )
        _show(desk, parent, badges, chosen[0].resident_id if len(chosen) == 1 else None)

    def refused(problem: Problem) -> None:
        desk.tell(problem.sentence, urgent=True)

    desk.do(
        parent, make, desk.house_id, tuple(names), done=done, refused=refused,
        said=n_("{n} badge made", "{n} badges made", len(chosen)).format(n=len(chosen)),
        undo=lambda made: Step(put_back_badges, (made.before,)),
    )  # fmt: skip


def _show(
    desk: Desk, parent: QWidget, badges: tuple[Badge, ...], resident_id: int | None
) -> PaperDialog:
    title = _("Badges")
    name = paper_name(desk.today(), desk.house_name(), title)
    wish = Wish(title, name, partial(_draw, badges), names="short", resident_id=resident_id)
    return open_paper(desk, title, parent, wish)


def _draw(badges: tuple[Badge, ...], options: PaperOptions) -> bytes:
    return badge_sheet(badges, options)
