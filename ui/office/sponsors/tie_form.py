"""The form for a new sponsor, mentor or buddy of one resident."""

from collections.abc import Sequence
from typing import Any

from sobrhouse.domain.anonymity import safe_name
from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES
from sobrhouse.domain.support import KIND_WORDS, MET_WORDS, SHARE_WORDS
from sobrhouse.services.sponsorships import Tie
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.sponsors import support_words as words
from ui.widgets.fields import ChoiceField, DateField, LineField, PhoneField, TextField
from ui.widgets.form import MakingForm

People = Sequence[tuple[int, str]]
BUDDY = "house_buddy"


def kept_hint(typed: str) -> str:
    """How a name is written down, said while it is typed."""
    kept = safe_name(typed)
    if not kept:
        return _("First name and one letter, as in Bill W.")
    return _("Written down as {name}").format(name=kept)


class TieForm(MakingForm):
    """Who it is: of the house's list, a housemate, or somebody of their own."""

    def __init__(self, desk: Desk, supporters: People, housemates: People) -> None:
        super().__init__(_("Write it down"))
        self._supporters = [(f"s{key}", name) for key, name in supporters]
        self._housemates = [(f"p{key}", name) for key, name in housemates]
        self.kind = self.add(ChoiceField("kind", _("What"), words.options(KIND_WORDS)))
        self.share = self.add(ChoiceField(
            "share", _("What staff may see"), words.options(SHARE_WORDS),
            hint=_("The resident decides.")))  # fmt: skip
        self.who = self.add(ChoiceField("who", _("Who"), (), empty=_("Somebody else")))
        self.named = self.add(LineField("name", _("Name"), max_length=60, hint=kept_hint("")))
        self.phone = self.add(PhoneField("phone", _("Phone"),
                                         hint=_("Only if they agreed to it.")))  # fmt: skip
        fellowships = words.options(FELLOWSHIP_NAMES)
        self.add(ChoiceField("fellowship", _("Fellowship"), fellowships, empty=_("Not said")))
        self.add(ChoiceField("how_met", _("How they met"), words.options(MET_WORDS)))
        self.add(DateField("started_on", _("Since"), desk.today, past=True, required=True))
        self.note = self.add(TextField("note", _("Note"), lines=2, max_length=500,
                                       hint=_("For staff. Never what was said.")))  # fmt: skip
        self.fill({"started_on": desk.today()})
        self.kind.edited.connect(self.fit)
        self.share.edited.connect(self.fit)
        self.who.edited.connect(self.fit)
        self.named.edited.connect(self._say_name)
        self.fit()

    def fit(self) -> None:
        """Ask only what goes with what was chosen."""
        buddy = self.kind.read() == BUDDY
        self.share.setVisible(not buddy)
        tells = buddy or self.share.read() == "name"
        own = list(self._housemates)
        self.who.set_choices(own if buddy else [*self._supporters, *own])
        self.who.setVisible(tells)
        other = tells and self.who.read() is None and not buddy
        self.named.setVisible(other)
        self.phone.setVisible(other)
        self.note.setVisible(tells)

    def take_draft(self, texts: Any) -> None:
        """What was typed before; whoever was chosen is offered only for its kind."""
        super().take_draft({name: texts[name] for name in ("kind", "share") if name in texts})
        self.fit()
        super().take_draft(texts)
        self.fit()
        self._say_name()

    def tie(self, values: dict[str, Any]) -> Tie:
        """What the form says."""
        who = values.get("who") or ""
        key = int(who[1:]) if who else None
        buddy = values["kind"] == BUDDY
        return Tie(
            kind=values["kind"], started_on=values["started_on"],
            supporter_id=key if who.startswith("s") else None,
            peer_resident_id=key if who.startswith("p") else None,
            name=values.get("name") or "", phone=values.get("phone") or "",
            fellowship=values["fellowship"] or "", note=values.get("note") or "",
            share="name" if buddy else values["share"], how_met=values["how_met"],
        )  # fmt: skip

    def _say_name(self) -> None:
        self.named.set_hint(kept_hint(self.named.text()))
