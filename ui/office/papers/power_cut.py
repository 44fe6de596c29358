"""The power-cut kit in a window: one button away, printed as the file that is shown."""

from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.blank_forms import POWER_CUT
from sobrhouse.domain.file_names import paper_name
from sobrhouse.queries.form_values import FormValues, power_cut_values
from sobrhouse.queries.papers import PaperFacts, paper_facts
from sobrhouse.reports.blank.kit import power_cut_kit
from sobrhouse.reports.options import PaperOptions
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.papers.dialog import PaperDialog
from ui.office.papers.steps import Wish


def show_power_cut(desk: Desk, parent: QWidget) -> PaperDialog:
    """The kit of today. Emergency sheets have full names, so that printing asks once; the lists
    have names as the house wants them on paper.
    """
    from dataclasses import replace

    title = _("Power-cut kit")
    dialog = PaperDialog(desk, title, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()

    def with_values(facts: PaperFacts, values: FormValues) -> None:
        def make(options: PaperOptions) -> bytes:
            return power_cut_kit(values, replace(options, names=facts.names))

        name = paper_name(values.on, desk.house_name(), title)
        dialog.make(Wish(title, name, make, names="full", forms=values.forms))

    def with_facts(facts: PaperFacts) -> None:
        desk.ask(
            dialog, power_cut_values, desk.house_id, POWER_CUT, desk.now(),
            done=partial(with_values, facts),
            failed=lambda problem: dialog.view.could_not(problem.sentence),
        )  # fmt: skip

    desk.ask(dialog, paper_facts, desk.house_id, done=with_facts)
    return dialog


