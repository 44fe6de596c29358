"""Who is out on the evening of Maple Street, who just came back, and what the kiosk was told."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sobrhouse.exchange import practice_story as story
from sobrhouse.exchange.practice_pages import Pages, iso, stamp
from sobrhouse.storage.bulk import Rows, completed

_COLUMNS = (
    "id", "created_at", "created_by", "house_id", "stay_id", "at", "out_at", "out_by",
    "destination", "with_whom", "expected_return_at", "pass_id", "in_at", "in_by", "void_at",
    "void_by", "void_why", "corrects_id", "amend_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evening:
    """Tells the last hours of one house on the day `today`; its stays by first name."""

    pages: Pages
    house_id: int
    today: date
    stays: dict[str, int]

    def tell(self) -> Rows:
        """Passes, rules, messages and calls; gives the lines of the sign log."""
        self._rules()
        self._messages()
        self._calls()
        lines = [self._line(*told) for told in story.COMINGS]
        lines.append(self._ben())
        self._other_passes()
        lines += self._corrected()
        head, tail = completed("sign_out", _COLUMNS)
        return Rows("sign_out", head, [(*line, *tail) for line in lines])

    def late(self) -> dict[int, dict[date, int]]:
        """Whose last week is told in full, and on which days they were how late from work."""
        told: dict[int, dict[date, int]] = {stay: {} for stay in self.stays.values()}
        for name, days, minutes in story.LATE:
            told[self.stays[name]][self._ago(days)] = minutes
        return told

    def gone(self) -> dict[int, date]:
        """Who has been away, with a line of the log still open, since which day."""
        return {self.stays["Ben"]: self._ago(1)}

    def _ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def _next(self) -> int:
        self.pages.last["sign_out"] += 1
        return self.pages.last["sign_out"]

    def _line(
        self, name: str, out: int, due: int, back: int | None, place: str, beside: str
    ) -> tuple[Any, ...]:
        went = stamp(self.today, out)
        returned = None if back is None else stamp(self.today, back)
        return (
            self._next(), went, 0, self.house_id, self.stays[name], went, went, "kiosk", place,
            beside, stamp(self.today, due), None, returned, returned and "kiosk",
            None, None, None, None, None,
        )  # fmt: skip

    def _ben(self) -> tuple[Any, ...]:
        """Away over the weekend on a pass, and his line of the log."""
        went, due = stamp(self._ago(1), 604), stamp(self._ago(-1), 1080)
        number = self._pass("Ben", 5, "out", 1, 600, -1, 1080, "His daughter's birthday", 4)
        return (
            self._next(), went, 0, self.house_id, self.stays["Ben"], went, went, "kiosk",
            "Family", "", due, number, None, None, None, None, None, None, None,
        )  # fmt: skip

    def _other_passes(self) -> None:
        self._pass("Carlos", 0, "requested", -6, 600, -7, 1020, "Cousin's baptism", None)
        self._pass("Nate", 2, "approved", -5, 1080, -7, 1020, "Parents visit from Ohio", 1)
        self._pass(
            "Hector", 3, "denied", -5, 1080, -6, 1020, "Friend's party", 2,
            "Overnight passes begin after 30 days. Ask again in December.",
        )  # fmt: skip

    def _pass(
        self, name: str, asked: int, status: str, leaves: int, out: int, returns: int, due: int,
        reason: str, decided: int | None, why: str = "",
    ) -> int:  # fmt: skip
        known = decided is not None
        host = next(n.contact for n in story.NEIGHBORS if n.first == name)
        return self.pages.add(
            "pass", self._ago(asked), self.house_id, self.stays[name], "overnight", status,
            stamp(self._ago(asked), 958), "kiosk", stamp(self._ago(leaves), out),
            stamp(self._ago(returns), due), "Family", host, "+12125550144", reason,
            self.pages.by if known else None,
            stamp(self._ago(decided), 1145) if decided is not None else None, why, None,
        )  # fmt: skip

    def _corrected(self) -> list[tuple[Any, ...]]:
        """A line that was put right the next morning, and the one that it took the place of."""
        day, stay, by = self._ago(3), self.stays["Andre"], self.pages.by
        went, due, wrong, right = (stamp(day, m) for m in (840, 900, 941, 895))
        seen, why = stamp(self._ago(2), 562), "In the yard since 2:55, the kiosk was busy"
        first = self._next()
        told = (self.house_id, stay, went, went, "kiosk", "Store", "", due, None)
        return [
            (first, went, 0, *told, wrong, "kiosk", seen, by, why, None, None),
            (self._next(), seen, by, *told, right, "kiosk", None, None, None, first, why),
        ]

    def _rules(self) -> None:
        add, since = self.pages.add, self._ago(30)
        for weekday in (6, 0, 1, 2, 3):
            add("curfew_rule", since, self.stays["Omar"], weekday, "", "Night shift", iso(since))
        days = (iso(self._ago(-13)), iso(self._ago(-14)))
        add("blackout", since, self.house_id, *days, "Deep cleaning and fire drill")
        add("house_setting", since, self.house_id, "kiosk_in_charge", '"Dana"')

    def _messages(self) -> None:
        add, house, today = self.pages.add, self.house_id, self.today
        to_all = add("house_message", today, house, None, story.MESSAGE, "Dana",
                     stamp(today, 615), iso(today))  # fmt: skip
        add("house_message", today, house, self.stays["Marcus"], story.TO_MARCUS, "Dana",
            stamp(today, 1010), iso(self._ago(-2)))  # fmt: skip
        for i, name in enumerate(("Ray", "Dee", "Will", "Nate")):
            add("message_read", today, to_all, self.stays[name], stamp(today, 700 + 97 * i))

    def _calls(self) -> None:
        add, house, by = self.pages.add, self.house_id, self.pages.by
        for name, days, kind, asked, seen in story.CALLS:
            day = self._ago(days)
            add("support_call", day, house, self.stays[name], kind, stamp(day, asked),
                seen and stamp(day, seen), seen and by)  # fmt: skip
        add("visitor", self.today, house, "June Hughes", "Ray", self.stays["Ray"], True, "kiosk",
            stamp(self.today, 1105), None)  # fmt: skip
