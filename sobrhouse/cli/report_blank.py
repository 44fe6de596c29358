"""Forms to fill in by hand for `report`: one, several or all of them, and the power-cut kit."""

from argparse import Namespace

from sobrhouse.cli.opening import Opened
from sobrhouse.cli.papers_made import MadePaper, options_for
from sobrhouse.cli.which_house import ThisHouse
from sobrhouse.domain.blank_forms import BLANK, FORMS, POWER_CUT
from sobrhouse.problems import Problem
from sobrhouse.queries.form_prints import free_codes
from sobrhouse.queries.form_values import form_values, power_cut_values
from sobrhouse.services.form_prints import record_forms
from sobrhouse.words import _, language, speaking

ALL = "all"


def names() -> tuple[tuple[str, str], ...]:
    """What `report blank` can print: the name to type, and its title in the language spoken."""
    return tuple((key, _(form.title)) for key, form in FORMS.items())


def blank(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """The forms that stand after `blank`; `all` is every one without names."""
    from dataclasses import replace

    from sobrhouse.reports.blank import blank_pdf

    keys = _keys(args.forms)
    store, me = house.store, house.actor
    codes = store.read(me, free_codes, where.house_id, len(keys))
    values = store.read(me, form_values, where.house_id, keys, store.now(), args.on)
    with speaking(args.language or ""):
        options = replace(options_for(house, where, args.paper), codes=codes)
        pdf = blank_pdf(keys, options, values=values)
        spoken = language()
    store.write(me, record_forms, where.house_id, values.forms, codes, spoken)
    title = _(FORMS[keys[0]].title) if len(keys) == 1 else _("Blank forms")
    return MadePaper(title, pdf)


def power_cut(house: Opened, where: ThisHouse, args: Namespace) -> MadePaper:
    """The kit for a power cut, with everybody's emergency sheet."""
    from dataclasses import replace

    from sobrhouse.reports.blank.kit import power_cut_kit

    store, me = house.store, house.actor
    codes = store.read(me, free_codes, where.house_id, len(POWER_CUT))
    values = store.read(me, power_cut_values, where.house_id, POWER_CUT, store.now(),
                        actor=me)  # fmt: skip
    with speaking(args.language or ""):
        options = replace(options_for(house, where, args.paper), codes=codes)
        pdf = power_cut_kit(values, options)
        spoken = language()
    store.write(me, record_forms, where.house_id, values.forms, codes, spoken)
    return MadePaper(_("Power-cut kit"), pdf, "full")


def _keys(asked: list[str]) -> tuple[str, ...]:
    if ALL in asked:
        return tuple(form.key for form in BLANK)
    unknown = next((key for key in asked if key not in FORMS), None)
    if unknown is not None:
        raise Problem(_("There is no form {name}. Choose of these, or all: {names}.").format(
            name=unknown, names=", ".join(FORMS)))  # fmt: skip
    if not asked:
        raise Problem(_("Say which form after blank, or all: {names}.").format(
            names=", ".join(FORMS)))  # fmt: skip
    return tuple(dict.fromkeys(asked))
