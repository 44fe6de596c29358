"""Fields: every kind of field that a form can have, in one place to import from."""

from ui.widgets.choices import Check, CheckField, ChoiceBox, ChoiceField
from ui.widgets.dated import DateField, TimeField
from ui.widgets.field import Field
from ui.widgets.lines import LineField, TextField
from ui.widgets.numbers import MoneyField, NumberField, PhoneField
from ui.widgets.tags import TagsField

__all__ = [
    "Check",
    "CheckField",
    "ChoiceBox",
    "ChoiceField",
    "DateField",
    "Field",
    "LineField",
    "MoneyField",
    "NumberField",
    "PhoneField",
    "TagsField",
    "TextField",
    "TimeField",
]
