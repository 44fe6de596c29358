"""Whom staff may sign in or out: everybody who lives here, and who of them is out."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.queries.people import People
from sobrhouse.queries.settings import house_settings
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Resident, SignOut, Stay
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class Signable:
    """Somebody of the house; `row_id` and what follows only while they are out."""

    stay_id: int
    resident_id: int
    name: str
    row_id: int | None
    destination: str
    out_at: datetime | None
    expected_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignChoices:
    """Everybody by name, and the places that the house offers as answers."""

    people: tuple[Signable, ...]
    places: tuple[str, ...]

    def of(self, stay_id: int | None) -> Signable | None:
        """Somebody by their stay."""
        return next((p for p in self.people if p.stay_id == stay_id), None)


@needs(Permission.SEE_HOUSE)
def sign_choices(session: Session, house_id: int, today: date) -> SignChoices:
    """Who lives here today and who of them is out, by name."""
    rows = session.execute(
        select(
            Stay.id.label("stay_id"), Resident.id.label("resident_id"), *People.names(),
            SignOut.id.label("row_id"), SignOut.destination, SignOut.out_at,
            SignOut.expected_return_at,
        )
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(SignOut, and_(
            SignOut.stay_id == Stay.id, SignOut.in_at.is_(None), SignOut.void_at.is_(None)))
        .where(Stay.house_id == house_id, Stay.discharged_on.is_(None), Stay.voided_at.is_(None),
               Stay.move_in_on <= today)
        .order_by(Resident.sort_name, Resident.id)
    ).all()  # fmt: skip
    names = People.short(rows)
    people = tuple(
        Signable(r.stay_id, r.resident_id, names[r.resident_id], r.row_id, r.destination or "",
                 r.out_at, r.expected_return_at)
        for r in rows
    )  # fmt: skip
    by_name = sorted(people, key=lambda p: p.name.casefold())
    typed = str(house_settings(session, house_id).get("kiosk_places")).split(",")
    places = [" ".join(place.split()) for place in typed if place.strip()]
    return SignChoices(tuple(by_name), tuple(_(place) for place in places))
