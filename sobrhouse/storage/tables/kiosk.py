"""The kiosk: how residents show who they are, wrong tries, messages, calls for support, snoozes."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Edited, Row, unique_while


class KioskAccess(Row, Edited, Base):
    """How one person uses the kiosk: PIN over the pepper (safety.md 4.4), number, badge, and what
    they wish to hide.
    """

    __tablename__ = "kiosk_access"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"), unique=True)
    pin_hash: Mapped[str | None]
    number: Mapped[str | None] = mapped_column(unique=True)  # typed instead of the name
    badge_hash: Mapped[str | None] = mapped_column(unique=True)
    alias: Mapped[str] = mapped_column(default="")  # shown instead of the short name
    hidden: Mapped[bool] = mapped_column(default=False)  # not among the names
    hides_days: Mapped[bool] = mapped_column(default=False)  # no days sober on the card
    choose_until: Mapped[datetime | None]  # till then the person may choose a PIN at the kiosk


class PinThrottle(Row, Base):
    """Wrong PINs of one person, and from when the next one counts (safety.md 4.4). `boot` and
    `mono_ms` tell a clock that was set forward from time that has passed.
    """

    __tablename__ = "pin_throttle"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"), unique=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime]
    next_try_at: Mapped[datetime | None]
    wait_seconds: Mapped[int] = mapped_column(default=0)
    boot: Mapped[str] = mapped_column(default="")
    mono_ms: Mapped[int] = mapped_column(default=0)
    locked_at: Mapped[datetime | None]


class StationTry(Row, Base):
    """A wrong try at one station, of whomever: at most thirty an hour (safety.md 4.4)."""

    __tablename__ = "station_try"
    house_by = None

    station: Mapped[str]
    at: Mapped[datetime]
    boot: Mapped[str] = mapped_column(default="")
    mono_ms: Mapped[int] = mapped_column(default=0)

    __table_args__ = (Index("ix_station_try_station", "station", "at"),)


class HouseMessage(Row, Edited, Base):
    """A message from the house on people's cards: to one (`stay_id`) or to all."""

    __tablename__ = "house_message"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"), index=True)
    text: Mapped[str]
    sender: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime]
    until_on: Mapped[date | None]


class MessageRead(Row, Base):
    """ "I read this", by whom and when."""

    __tablename__ = "message_read"
    house_by = "stay_id"

    message_id: Mapped[int] = mapped_column(ForeignKey("house_message.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"), index=True)
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("message_id", "stay_id"),)


class SupportCall(Row, Edited, Base):
    """Somebody asked to be seen: a quiet row in Today until a staff member has come. `kind` is
    support, or pin for a forgotten number.
    """

    __tablename__ = "support_call"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"))
    kind: Mapped[str] = mapped_column(default="support")
    asked_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[int | None]

    __table_args__ = (Index("ix_support_call_house", "house_id", "seen_at"),)


class Snooze(Row, Edited, Base):
    """A row of Today that a house wants to see again later: its key, and when."""

    __tablename__ = "snooze"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    key: Mapped[str]
    until_at: Mapped[datetime]

    __table_args__ = (unique_while("uq_snooze_key", ("house_id", "key"), "voided_at IS NULL"),)
