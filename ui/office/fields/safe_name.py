"""The field for the name of somebody who supports: shows how it is kept while one types."""

from sobrhouse.domain.anonymity import is_safe, safe_name
from sobrhouse.words import _
from ui.widgets.lines import LineField

LONGEST = 60


class SafeNameField(LineField):
    """A first name and one letter; a full last name is never handed on, not even as half typed."""

    def __init__(
        self, name: str = "name", label: str = "", *, required: bool = False, hint: str = ""
    ) -> None:
        self._plain_hint = hint or _("A first name and one letter. We keep no last names.")
        super().__init__(
            name, label or _("Name"), hint=self._plain_hint, required=required,
            max_length=LONGEST, placeholder=_("Bill W."),
        )  # fmt: skip
        self.line.textEdited.connect(self._on_typed)

    def _on_typed(self, text: str) -> None:
        """Say how the name is kept, where that is not what was typed."""
        typed = " ".join(text.split())
        kept = _("Kept as {name}").format(name=safe_name(typed))
        self.set_hint(self._plain_hint if is_safe(typed) else kept)

    def text(self) -> str:
        """The name as it is kept."""
        return safe_name(super().text())

    def set_text(self, text: str) -> None:
        super().set_text(safe_name(text))
        self.set_hint(self._plain_hint)

    def leave(self) -> None:
        self.set_text(self.text())
        super().leave()
