"""Tonight's house meeting at the kiosk: on the rest screen, and in My day."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.queries.kiosk import house_facts
from sobrhouse.queries.meetings_today import MeetingToday
from sobrhouse.services import house_meetings as meetings
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import MeetingSeries
from sobrhouse.words import speak
from tests import make
from tests.conftest import NOW, OWNER
from tests.make import SUNDAY
from ui.kiosk.tonight import MOST, meeting_words, still_to_come

ZONE = ZoneInfo("America/New_York")


def at(hour: int, **more: object) -> MeetingToday:
    values = {"place": "Living room", "length_minutes": 60} | more
    begins = datetime.combine(SUNDAY, time(hour), ZONE)
    return MeetingToday(None, 1, SUNDAY, "House meeting", "regular", begins, **values)  # type: ignore[arg-type]


def test_what_is_over_or_finished_is_not_told_any_more() -> None:
    now = datetime.combine(SUNDAY, time(19, 30), ZONE)
    rows = (at(18), at(19), at(20, finished=True), at(21), at(22))
    assert [m.at.hour for m in still_to_come(rows, now)] == [19, 21]
    assert len(still_to_come(rows, now)) == MOST


def test_a_meeting_in_words_has_its_hour_and_place_and_fits_a_line() -> None:
    assert meeting_words(at(19)) == "House meeting 7:00 PM, Living room"
    assert meeting_words(at(19, place="")) == "House meeting 7:00 PM"
    assert len(meeting_words(at(19, place="word " * 60))) <= 60


def test_a_usual_name_and_place_are_said_in_the_reader_s_language() -> None:
    speak("es")
    assert meeting_words(at(19)) == "Reunión de la casa, 7:00 p. m., Sala"
    assert meeting_words(at(19, place="Back yard")) == "Reunión de la casa, 7:00 p. m., Back yard"


def test_the_house_s_facts_hold_today_s_meeting(store: Store) -> None:
    house = make.house(store)
    make.row(store, MeetingSeries(
        house_id=house, title="House meeting", rule="FREQ=WEEKLY;BYDAY=SU",
        starts_on=SUNDAY - timedelta(days=70), starts_at="20:00", place="Kitchen"))  # fmt: skip
    (planned,) = store.read(SYSTEM, house_facts, house, NOW).meetings
    assert (planned.title, planned.place, planned.meeting_id) == ("House meeting", "Kitchen", None)
    meeting = store.write(OWNER, meetings.open_meeting, house, 1, SUNDAY)
    store.write(OWNER, meetings.begin_meeting, meeting)
    store.write(OWNER, meetings.finish_meeting, meeting)
    (done,) = store.read(SYSTEM, house_facts, house, NOW).meetings
    assert done.finished
    assert store.read(SYSTEM, house_facts, house, NOW + timedelta(days=1)).meetings == ()
