"""Form: both kinds, the one that saves field by field and the one that ends with a verb."""

from ui.widgets.field_grid import FieldGrid
from ui.widgets.making_form import MakingForm
from ui.widgets.saving_form import SavingForm

__all__ = ["FieldGrid", "MakingForm", "SavingForm"]
