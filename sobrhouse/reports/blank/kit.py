"""The power-cut kit: what a house needs on paper when nothing can be looked up any more: a roll,
the sign sheet, whom to call, everybody's emergency sheet, and the round.
"""

from dataclasses import replace

from sobrhouse.domain.blank_forms import POWER_CUT
from sobrhouse.domain.phrases import long_date
from sobrhouse.queries.form_values import FormValues
from sobrhouse.reports.blank.named import draw_named
from sobrhouse.reports.face_sheet import face_sheet
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.phone_list import phone_list
from sobrhouse.reports.sheet import one_file
from sobrhouse.words import _, speaking


def power_cut_kit(values: FormValues, options: PaperOptions, language: str = "") -> bytes:
    """The kit as one file; `options.codes` are those of POWER_CUT in its order.

    Emergency sheets carry full names, as they must; the other sheets have them as the house does.
    """
    with speaking(language), one_file() as bound:
        for number, key in enumerate(POWER_CUT):
            draw_named(key, values, options.coded(number))
        plain = options.coded(len(POWER_CUT))
        if values.phones is not None:
            about = replace(plain.stamp, confidential=True)
            phone_list(values.phones, replace(plain, stamp=about))
        for person in values.people:
            face_sheet(person, plain.stamp, values.on, plain.size)
        what = _("Power-cut kit")
        return bound.save(f"{options.stamp.house}, {what}, {long_date(values.on)}")
