"""Settings, Kiosk: what the residents' window shows, how to open it, and how to leave it."""

from sobrhouse.domain.staff import Permission
from sobrhouse.settings import Group
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.papers.badges import make_badges
from ui.office.settings.declared import DeclaredSection
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


class KioskSection(DeclaredSection):
    """The declared settings of the kiosk, and what one has to know about it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, (Group.KIOSK,), _("Kiosk"),
            _("Where residents sign in and out. Nobody's data shows before their PIN, and who is "
              "in or out never does."),
        )  # fmt: skip
        open_it = Button(_("Open kiosk"), "primary", icon="monitor", keys="Ctrl+Shift+K")
        open_it.clicked.connect(lambda: desk.wanted.emit("kiosk", None))
        badges = Button(_("Print badges"), icon="id-card")
        badges.clicked.connect(lambda: make_badges(desk, self))
        badges.setVisible(desk.may(Permission.MANAGE_PEOPLE))
        card = self.card(
            _("Open and leave it"),
            _("It fills the screen and locks the office. A staff PIN ends it: press Ctrl+Shift+K, "
              "or touch its clock five times."),
        )  # fmt: skip
        card.add(hbox(open_it, badges, 1))
        advice = self.card(
            _("The computer it stands on"),
            _("What this program cannot do for you; do it once."),
        )
        for words in _advice():
            advice.add(Label(words, "body", wrap=True))


def _advice() -> tuple[str, ...]:
    return (
        _("Give the kiosk a user of its own on the computer, and let that user start nothing "
          "else: Assigned Access on Windows, a kiosk session on Linux."),
        _("Turn off Sticky Keys, the touch gestures at the screen's edges, and USB storage."),
        _("Set a password for starting from other disks, and let updates run at night."),
        _("Stand it where nobody looks over a shoulder, its upper edge at 48 inches or lower."),
    )  # fmt: skip
