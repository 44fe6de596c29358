"""Introductions in the panel: somebody else than the best three, and the best set for all."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.support import KIND_WORDS, OUTSIDE_KINDS
from sobrhouse.queries.matching import Need, Offer, Paired, best_pairs, matches_for
from sobrhouse.services.introductions import Pair
from sobrhouse.words import _, n_
from ui import theme
from ui.desk import Desk
from ui.office.form_panel import FormPanel
from ui.office.sponsors.introduction_steps import IntroductionSteps
from ui.office.sponsors.offers import fit_words
from ui.widgets.boxes import hbox, vbox
from ui.widgets.choices import Check
from ui.widgets.fields import ChoiceField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label

BUDDY = "house_buddy"
MOST = 300  # that are offered to choose from
OTHER, BEST = "match_other", "match_best"


def pair_of(stay_id: int, kind: str, offer: Offer) -> Pair:
    """What is written down of an offer that was taken."""
    return Pair(stay_id, kind, offer.supporter_id, offer.peer_stay_id, offer.reasons)


class MatchForms(QObject):
    """Opens them and does what they ask."""

    def __init__(self, desk: Desk, panel: FormPanel, kind: str) -> None:
        super().__init__(panel)
        self.desk, self.panel, self.kind = desk, panel, kind
        self.steps = IntroductionSteps(desk, panel)

    def introduce(self, need: Need, offer: Offer) -> None:
        """The two meet."""
        self.steps.introduce(pair_of(need.stay_id, self.kind, offer), need.name, offer.name)

    # Somebody else

    def choose(self, need: Need) -> None:
        """The form to choose anybody who may be, and as what."""
        form = OtherForm(self.kind)
        form.asked = partial(self._ask, need, form)

        def made(values: dict[str, Any]) -> None:
            offer = form.offers[values["who"]]
            kind = values.get("kind") or self.kind
            self.steps.introduce(pair_of(need.stay_id, kind, offer), need.name, offer.name, form)

        title = _("Somebody for {name}").format(name=need.name)
        self.panel.open_form(OTHER, title, form, made, need.stay_id)
        form.ask()

    def _ask(self, need: Need, form: "OtherForm", kind: str) -> None:
        self.desk.ask(
            form, matches_for, self.desk.house_id, need.stay_id, kind, self.desk.today(), MOST,
            done=form.show_offers,
        )  # fmt: skip

    # The best set

    def best(self) -> None:
        """Who goes with whom, so that it is best for all of them; nothing is done yet."""
        self.desk.ask(self.panel, best_pairs, self.desk.house_id, self.kind, self.desk.today(),
                      done=self._open_best)  # fmt: skip

    def _open_best(self, pairs: Sequence[Paired]) -> None:
        if not any(pair.offer for pair in pairs):
            self.desk.tell(_("Nobody is left who could be introduced."))
            return
        form = BestForm(pairs)

        def made(_values: dict[str, Any]) -> None:
            chosen = [pair_of(p.stay_id, self.kind, p.offer) for p in form.chosen() if p.offer]
            self.steps.introduce_all(self.desk.house_id, chosen)

        self.panel.open_form(BEST, _("Best set for all"), form, made)


class OtherForm(MakingForm):
    """As what, and who; below it, why they fit."""

    def __init__(self, kind: str) -> None:
        super().__init__(_("Introduce"))
        self._kind = kind
        self.offers: dict[int, Offer] = {}
        self.asked: Callable[[str], None] = lambda _kind: None
        self.what: ChoiceField | None = None
        if kind != BUDDY:
            kinds = [(code, _(KIND_WORDS[code])) for code in OUTSIDE_KINDS]
            self.what = self.add(ChoiceField("kind", _("As"), kinds))
            self.what.set_value(kind)
            self.what.edited.connect(self.ask)
        self.who = self.add(ChoiceField("who", _("Who"), (), empty=_("Choose one"), required=True))
        self.who.edited.connect(self._say_why)
        self.none = Label("", "muted", wrap=True)
        self.put(self.none)

    def ask(self) -> None:
        """Ask who would fit as what was chosen."""
        self.asked(self.what.read() if self.what is not None else self._kind)

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """Best first."""
        self.offers = {o.supporter_id or o.peer_stay_id or 0: o for o in offers}
        self.who.set_choices([(key, o.name) for key, o in self.offers.items()])
        self.none.setText("" if offers else _("Nobody on the list has room for this now."))
        self._say_why()

    def take_draft(self, texts: Any) -> None:
        """What was chosen stands only where it is offered still, so nothing is taken up."""

    def _say_why(self) -> None:
        offer = self.offers.get(self.who.read() or 0)
        why = "" if offer is None else ". ".join(filter(None, (fit_words(offer), offer.why)))
        self.who.set_hint(why)


class BestForm(MakingForm):
    """Every pair with its reasons and a tick; one verb introduces those that are ticked."""

    def __init__(self, pairs: Sequence[Paired]) -> None:
        super().__init__("")
        told = _("The best for all of them together, not for the first in line. You decide.")
        self.put(Label(told, "muted", wrap=True))
        self._checks: list[tuple[Check, Paired]] = []
        for pair in pairs:
            if pair.offer is None:
                nobody = _("Nobody is left for {name}.").format(name=pair.name.rstrip("."))
                self.put(Label(nobody, "muted", wrap=True))
                continue
            text = _("{name} and {other}").format(name=pair.name, other=pair.offer.name)
            check = Check(text.replace("&", "&&"), wrap=True)
            check.setAccessibleName(f"{text}. {pair.offer.why}")
            check.setChecked(True)
            check.toggled.connect(self._count)
            self._checks.append((check, pair))
            why = ". ".join(filter(None, (fit_words(pair.offer), pair.offer.why)))
            below = hbox(Label(why, "muted", wrap=True), margins=(theme.space(6), 0, 0, 0))
            holder = QWidget()
            vbox(check, below, gap=0, parent=holder)
            self.put(holder)
        self._count()

    def chosen(self) -> list[Paired]:
        """The pairs that are ticked."""
        return [pair for check, pair in self._checks if check.isChecked()]

    def _count(self) -> None:
        n = len(self.chosen())
        self.verb.set_text(n_("Introduce {n} pair", "Introduce {n} pairs", n).format(n=n))
        self.verb.setEnabled(n > 0)
