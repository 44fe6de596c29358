"""The field for how long somebody is sober: a day, or a length that is counted back from today."""

from datetime import date

from sobrhouse.domain.sober_since import counted_back
from ui.widgets.dated import DateField


class SoberSinceField(DateField):
    """People say "six years" before they say a day; what is understood stands below."""

    def parse(self, text: str) -> date:
        return counted_back(text, self._today()) or super().parse(text)
