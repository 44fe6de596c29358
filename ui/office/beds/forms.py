"""The small forms of the Beds place: move, hold, out of use, offer, wait, say why."""

from collections.abc import Sequence
from datetime import date, timedelta

from sobrhouse.domain.houses import BedState, unmet
from sobrhouse.queries.beds import BedCard, Board
from sobrhouse.queries.waitlist import WaitRow
from sobrhouse.words import _
from ui.office.beds import words as bed_words
from ui.widgets.fields import ChoiceField, DateField, LineField, PhoneField, TagsField, TextField
from ui.widgets.form import MakingForm

OFFER_DAYS = 3
WISH = ("ready_on", "needs", "referral", "note")


def move_form(mover: BedCard, to: BedCard, tonight: date) -> MakingForm:
    """From which night, and why; the verb says whether two people swap."""
    swap = to.sleeper is not None
    form = MakingForm(
        _("Swap beds") if swap else _("Move"), icon="arrow-left-right" if swap else "arrow-right"
    )
    form.setObjectName("move")
    form.add(
        LineField(
            "reason",
            _("Why"),
            required=True,
            hint=_("It stays in both histories.") if swap else _("It stays in the history."),
        )
    )
    form.add(DateField("on", _("From the night of"), lambda: tonight, required=True))
    form.fill({"on": tonight})
    return form


def away_form(tonight: date) -> MakingForm:
    """Where somebody sleeps meanwhile, and until when the bed is kept."""
    form = MakingForm(_("Hold the bed"), icon="hourglass")
    form.setObjectName("away")
    kinds = (("away", _("Away")), ("pass", _("On a pass")), ("hospital", _("In hospital")))
    form.add(ChoiceField("kind", _("They are"), kinds))
    form.add(
        DateField(
            "until",
            _("Last day away"),
            lambda: tonight,
            future=True,
            hint=_("Leave empty when nobody knows yet."),
        )
    )
    form.add(LineField("reason", _("Note"), placeholder=_("Family visit")))
    return form


def until_form(tonight: date, until: date | None) -> MakingForm:
    """Another last day of a hold."""
    form = MakingForm(_("Change the day"))
    form.setObjectName("until")
    form.add(
        DateField(
            "until",
            _("Keep the bed until"),
            lambda: tonight,
            future=True,
            hint=_("Leave empty when nobody knows yet."),
        )
    )
    form.fill({"until": until})
    return form


def out_form(tonight: date) -> MakingForm:
    """What is wrong with a bed, and since when."""
    form = MakingForm(_("Take out of use"), icon="ban")
    form.setObjectName("out")
    form.add(
        LineField(
            "note",
            _("What is wrong"),
            required=True,
            placeholder=_("Fix window first"),
            hint=_("It shows on the board."),
        )
    )
    form.add(DateField("from_on", _("From the night of"), lambda: tonight, required=True))
    form.fill({"from_on": tonight})
    return form


def offer_form(board: Board, row: WaitRow, tonight: date) -> MakingForm | None:
    """Which bed is kept for somebody, and until when; None when there is no bed to offer."""
    beds = offers(board, row)
    if not beds:
        return None
    form = MakingForm(_("Offer bed"), icon="bed")
    form.setObjectName("offer")
    form.add(ChoiceField("bed_id", _("Bed"), beds, required=True))
    form.add(
        DateField(
            "until",
            _("Keep it until"),
            lambda: tonight,
            future=True,
            required=True,
            hint=_("After that day it is free again."),
        )
    )
    form.add(LineField("note", _("Note")))
    form.fill({"until": max(tonight, row.ready_on or tonight) + timedelta(days=OFFER_DAYS)})
    return form


def offers(board: Board, row: WaitRow) -> list[tuple[int, str]]:
    """Beds to offer, those that meet every need first; what is lacking is said."""
    found: list[tuple[int, int, str]] = []
    for place, card in enumerate(board.beds):
        leaving = card.sleeper is not None and card.sleeper.leaves_on is not None
        if not (card.state is BedState.FREE or (leaving and card.hold is None)):
            continue
        lacks = unmet(row.needs, card.floor, card.features)
        words = ", ".join(w for w in (card.label, card.room, card.floor, card.features) if w)
        if lacks:
            words = _("{bed}. Not there: {needs}").format(bed=words, needs=", ".join(lacks))
        elif card.sleeper is not None and card.sleeper.leaves_on is not None:
            day = bed_words.near(card.sleeper.leaves_on, board.on)
            words = _("{bed}. {name} leaves {day}").format(
                bed=words, name=card.sleeper.name, day=day
            )
        rank = 2 * bool(lacks) + (card.sleeper is not None)
        found.append((rank * 10_000 + place, card.bed_id, words))
    return [(bed_id, words) for _rank, bed_id, words in sorted(found)]


def wait_form(tonight: date) -> MakingForm:
    """Somebody new on the waitlist; only the first name must be known."""
    form = MakingForm(_("Add"), icon="plus")
    form.setObjectName("wait")
    form.add(LineField("first", _("First name"), required=True))
    form.add(LineField("last", _("Last name")))
    form.add(DateField("birth_on", _("Birth date"), lambda: tonight, past=True))
    return form


def add_wish_fields(form: MakingForm, tonight: date, words: Sequence[str]) -> None:
    """How to reach who waits, and what they wait for."""
    form.add(PhoneField("phone", _("Phone")))
    form.add(DateField("ready_on", _("Ready to move in"), lambda: tonight))
    form.add(_needs_field(words))
    form.add(LineField("referral", _("Referred by")))
    form.add(LineField("note", _("Note"), max_length=2_000))


def _needs_field(words: Sequence[str]) -> TagsField:
    known = [(word, word) for word in words]
    field = TagsField("needs", _("The bed must have"), known, free=True)
    field.line.setPlaceholderText(_("ground floor, lower bunk"))
    return field


def waiting_form(row: WaitRow, tonight: date, words: Sequence[str]) -> MakingForm:
    """What is known of somebody who waits, to be changed."""
    form = MakingForm(_("Save changes"))
    form.setObjectName("waiting")
    form.add(DateField("ready_on", _("Ready to move in"), lambda: tonight))
    form.add(_needs_field(words))
    form.add(TextField("note", _("Note"), lines=3))
    needs = [w.strip() for w in row.needs.split(",") if w.strip()]
    form.fill({"ready_on": row.ready_on, "needs": needs, "note": row.note})
    return form


def why_form(verb: str, name: str, hint: str = "") -> MakingForm:
    """A reason, in a few words."""
    form = MakingForm(verb)
    form.setObjectName(name)
    form.add(LineField("reason", _("Why"), required=True, hint=hint))
    return form


def leave_form() -> MakingForm:
    """Why somebody does not wait any more."""
    form = MakingForm(_("Take off the list"))
    form.setObjectName("leave")
    ways = (("withdrawn", _("They do not want the bed")), ("declined", _("The house said no")))
    form.add(ChoiceField("stage", _("What happened"), ways, required=True))
    form.add(LineField("reason", _("Why")))
    return form


def first_night_form(start_on: date, today: date) -> MakingForm:
    """The right first night in a bed, and why the one on record is wrong."""
    form = MakingForm(_("Correct"), icon="pencil")
    form.setObjectName("first_night")
    form.add(DateField("start_on", _("First night in this bed"), lambda: today, required=True))
    form.add(
        LineField(
            "reason",
            _("Why"),
            required=True,
            hint=_("The old day stays in the history, with your name and this reason."),
        )
    )
    form.fill({"start_on": start_on})
    return form
