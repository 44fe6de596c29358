"""Forms with names on them: the house's own sheets of a day or a week, to be filled in by hand."""

from sobrhouse.queries.form_values import FormValues
from sobrhouse.queries.meeting_papers import RollPaper
from sobrhouse.reports.call_sheet import call_sheet
from sobrhouse.reports.chore_chart import chore_chart
from sobrhouse.reports.inspection_sheet import inspection_sheet
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.roll_call import roll_call
from sobrhouse.reports.round_sheet import round_sheet
from sobrhouse.reports.sign_sheets import power_cut_sheet


def draw_named(key: str, values: FormValues, options: PaperOptions) -> bytes:
    """One of them from its values; KeyError for a form that is not of these, or was not asked
    for.
    """
    if key == "sign-in":
        return power_cut_sheet(values.names, values.on, options)
    if key == "roll-call":
        roll = RollPaper("", "regular", values.on, None, "", values.roll)
        return roll_call(roll, options)
    if key == "round" and values.round is not None:
        return round_sheet(values.round, options)
    if key == "chores" and values.chores is not None:
        return chore_chart(values.chores, options)
    if key == "inspection" and values.look is not None:
        return inspection_sheet(values.look, options)
    if key == "calls" and values.calls is not None:
        return call_sheet(values.calls, options)
    raise KeyError(key)
