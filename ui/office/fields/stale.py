"""A field that saves by itself when somebody else has changed the record meanwhile: whose stays."""

from collections.abc import Callable
from typing import Any

from sobrhouse.problems import Stale
from ui.widgets.ask import keep_which
from ui.widgets.form import SavingForm


def as_text(value: Any) -> str:
    """What a plain field holds, as it is."""
    return str(value or "")


def keeps_mine(
    form: SavingForm, field: str, mine: Any, stale: Stale, seen: Any,
    said: Callable[[Any], str] = as_text,
) -> bool:  # fmt: skip
    """Whether what was typed is stored over what stands now. It is asked only where somebody else
    changed this very field: `seen` is what it held. `said` puts what is stored into words.
    """
    theirs = stale.theirs[field]
    if theirs == seen:
        return True
    return keep_which(form, form[field].label_text, said(theirs), said(mine)) == "mine"
