"""Settings: the declared settings of some groups, one field each."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from sobrhouse.queries.settings import house_settings
from sobrhouse.services.settings import change_setting
from sobrhouse.settings import DECLARED, Group, HouseSettings, Kind, Setting
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.settings.section import Section
from ui.widgets.field import Field
from ui.widgets.fields import CheckField, ChoiceField, LineField, NumberField, TimeField
from ui.widgets.form import SavingForm


def field_for(setting: Setting) -> Field:
    """The field in which a setting is changed."""
    label, hint = _(setting.label), _(setting.hint)
    if setting.kind is Kind.YES_NO:
        return CheckField(setting.key, label)
    if setting.kind is Kind.CHOICE:
        choices = [(value, _(words)) for value, words in setting.choices]
        return ChoiceField(setting.key, label, choices, hint=hint)
    if setting.kind is Kind.NUMBER:
        return NumberField(setting.key, label, low=setting.low, high=setting.high, hint=hint)
    if setting.kind is Kind.TIME:
        return TimeField(setting.key, label, hint=hint)
    longest = 500 if setting.key == "house_place" else 200  # the link of a map is long
    return LineField(setting.key, label, hint=hint, max_length=longest)


def shown_value(setting: Setting, value: Any) -> Any:
    """A stored value as its field takes it."""
    if setting.kind is Kind.TIME:
        hours, minutes = value.split(":")
        return time(int(hours), int(minutes))
    return value


def stored_value(setting: Setting, value: Any) -> Any:
    """What a field gives as it is stored."""
    return value.strftime("%H:%M") if isinstance(value, time) else value


class DeclaredSection(Section):
    """The declared settings of some groups, one field each."""

    topics = frozenset({"setting"})

    def __init__(self, desk: Desk, groups: Iterable[Group], title: str, words: str = "") -> None:
        super().__init__(desk)
        wanted = set(groups)
        self.settings = {s.key: s for s in DECLARED if s.group in wanted}
        self.form = SavingForm(columns=2)
        for setting in self.settings.values():
            self.form.add(field_for(setting))
        self.form.saved.connect(self._on_saved_field)
        self.card(title, words).add(self.form)

    def reload(self) -> None:
        self.desk.ask(self, house_settings, self.desk.house_id, done=self._show)

    def _show(self, found: HouseSettings) -> None:
        self.form.fill(
            {key: shown_value(setting, found.get(key)) for key, setting in self.settings.items()}
        )

    def _on_saved_field(self, name: str, value: Any) -> None:
        setting, house_id = self.settings[name], self.desk.house_id
        kept = stored_value(setting, value)
        self.save(
            self.form,
            name,
            change_setting,
            house_id,
            name,
            kept,
            said=_("Setting changed: {what}").format(what=_(setting.label)),
            undo=lambda before: Step(change_setting, (house_id, name, before)),
        )
        if name == "idle_minutes":
            self.desk.wanted.emit("idle", kept)
