"""A tie in the panel: its fields save by themselves, also while somebody else changes it."""

from sobrhouse.queries.sponsorships import resident_support
from sobrhouse.services.sponsorships import change_sponsorship
from tests import make_circle
from tests.conftest import OWNER
from tests.make import SUNDAY
from ui.office.fields import stale as stale_field
from ui.office.form_panel import FormPanel
from ui.office.sponsors.tie_card import TieCard
from ui.widgets.choices import Check


def test_only_what_another_changed_in_the_same_field_is_asked_about(
    desk, shown, store, small_house, monkeypatch
):
    marcus, asked = small_house.people["Marcus"], []
    key = make_circle.sponsorship(store, marcus)
    monkeypatch.setattr(
        stale_field, "keep_which", lambda _form, *said: asked.append(said) or "theirs"
    )

    def stands():
        return store.read(OWNER, resident_support, marcus, SUNDAY).ties[0]

    card = TieCard(desk, shown(FormPanel()), stands(), "Marcus T.")
    card.findChildren(Check)[1].click()  # moves the record on, not its fields
    for field, value in (("how_met", "meeting"), ("fellowship", "NA")):
        card.editor[field].set_value(value)
        card.editor[field].leave()
    tie = stands()
    assert (tie.staff_verified_on, tie.how_met, tie.fellowship) == (SUNDAY, "meeting", "NA")
    assert asked == []
    store.write(OWNER, change_sponsorship, key, "kind", "mentor", tie.version)
    card.editor["kind"].set_value("coach")
    card.editor["kind"].leave()
    assert asked == [("What", "Mentor", "Recovery coach")]
    assert (card.editor["kind"].value(), stands().kind) == ("mentor", "mentor")
