"""The tab Sponsor of a profile by itself, and what stands on it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sobrhouse.queries.profile import profile
from sobrhouse.queries.sponsorships import resident_support
from ui.office.form_panel import FormPanel
from ui.office.profile.sponsor import ProfileSponsor
from ui.office.sponsors.tie_line import TieLine
from ui.widgets.labels import ElidedLabel, Label


class Held(QWidget):
    """The tab alone with its panel, asked for anew whenever something changed."""

    def __init__(self, desk, who):
        super().__init__()
        self.desk, self.who, self.panel = desk, who, FormPanel()
        self.tab = ProfileSponsor(desk, self.panel, parts=())
        row = QHBoxLayout(self)
        row.addWidget(self.tab)
        row.addWidget(self.panel)
        desk.changed.connect(self.reload)
        self.reload()

    def reload(self):
        today, house = self.desk.today(), self.desk.house_id
        self.desk.ask(self, profile, self.who, house, today, done=self.tab.show_person)
        self.desk.ask(self, resident_support, self.who, today, done=self.tab.show_support)


def texts(widget):
    QCoreApplication.processEvents()
    labels = [x.full_text() if isinstance(x, ElidedLabel) else x.text()
              for x in widget.findChildren(Label) if x.isVisible()]  # fmt: skip
    return [text for text in labels if text]


def choose(menu, text):
    next(a for a in menu.actions() if a.text() == text).trigger()


def lines(tab):
    QCoreApplication.processEvents()
    return [x for x in tab.findChildren(TieLine) if x.isVisible()]
