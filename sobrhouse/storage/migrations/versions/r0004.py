"""The sign log, curfew, rounds, passes, visitors, and the kiosk."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from sobrhouse.storage import guards

revision = "0004"
down_revision = "0003"

KEY = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def _row(table: str) -> list[Any]:
    return [
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _edited(table: str) -> list[Any]:
    return [
        *_row(table),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=True),
        sa.Column("voided_at", INSTANT, nullable=True),
    ]


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{name}"))


def _while(name: str, table: str, columns: list[str], where: str, *, unique: bool) -> None:
    picked = sa.text(where)
    op.create_index(
        name, table, columns, unique=unique, sqlite_where=picked, postgresql_where=picked
    )


def _evidence(table: str) -> list[Any]:
    return [
        *_row(table),
        sa.Column("void_at", INSTANT, nullable=True),
        sa.Column("void_by", KEY, nullable=True),
        sa.Column("void_why", sa.Text(), nullable=True),
        sa.Column("corrects_id", KEY, nullable=True),
        sa.Column("amend_reason", sa.Text(), nullable=True),
    ]


def _station_try() -> None:
    op.create_table(
        "station_try",
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("boot", sa.Text(), nullable=False),
        sa.Column("mono_ms", KEY, nullable=False),
        *_row("station_try"),
    )
    op.create_index("ix_station_try_station", "station_try", ["station", "at"])


def _blackout() -> None:
    op.create_table(
        "blackout",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_edited("blackout"),
        _check("blackout_ends_after_start", "to_on >= from_on"),
        _to("blackout", "house_id", "house"),
    )
    op.create_index(op.f("ix_blackout_house_id"), "blackout", ["house_id"])


def _round() -> None:
    op.create_table(
        "round",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.Column("taken_by", KEY, nullable=False),
        *_edited("round"),
        _check("round_kind", "kind IN ('curfew', 'headcount', 'morning')"),
        _to("round", "house_id", "house"),
    )
    op.create_index("ix_round_house", "round", ["house_id", "night"])


def _snooze() -> None:
    op.create_table(
        "snooze",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("until_at", INSTANT, nullable=False),
        *_edited("snooze"),
        _to("snooze", "house_id", "house"),
    )
    _while("uq_snooze_key", "snooze", ["house_id", "key"], "voided_at IS NULL", unique=True)


def _phase_curfew() -> None:
    op.create_table(
        "phase_curfew",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("phase_id", KEY, nullable=False),
        sa.Column("weekday", KEY, nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        *_edited("phase_curfew"),
        _check("phase_curfew_weekday", "weekday BETWEEN 0 AND 6"),
        _to("phase_curfew", "house_id", "house"),
        _to("phase_curfew", "phase_id", "phase"),
    )
    op.create_index(op.f("ix_phase_curfew_house_id"), "phase_curfew", ["house_id"])
    _while(
        "uq_phase_curfew_day",
        "phase_curfew",
        ["phase_id", "weekday"],
        "voided_at IS NULL",
        unique=True,
    )


def _kiosk_access() -> None:
    op.create_table(
        "kiosk_access",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("pin_hash", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("badge_hash", sa.Text(), nullable=True),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("hides_days", sa.Boolean(), nullable=False),
        sa.Column("choose_until", INSTANT, nullable=True),
        *_edited("kiosk_access"),
        _to("kiosk_access", "resident_id", "resident"),
        sa.UniqueConstraint("badge_hash", name=op.f("uq_kiosk_access_badge_hash")),
        sa.UniqueConstraint("number", name=op.f("uq_kiosk_access_number")),
        sa.UniqueConstraint("resident_id", name=op.f("uq_kiosk_access_resident_id")),
    )


def _pin_throttle() -> None:
    op.create_table(
        "pin_throttle",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("failures", KEY, nullable=False),
        sa.Column("last_at", INSTANT, nullable=False),
        sa.Column("next_try_at", INSTANT, nullable=True),
        sa.Column("wait_seconds", KEY, nullable=False),
        sa.Column("boot", sa.Text(), nullable=False),
        sa.Column("mono_ms", KEY, nullable=False),
        sa.Column("locked_at", INSTANT, nullable=True),
        *_row("pin_throttle"),
        _to("pin_throttle", "resident_id", "resident"),
        sa.UniqueConstraint("resident_id", name=op.f("uq_pin_throttle_resident_id")),
    )


def _curfew_check() -> None:
    op.create_table(
        "curfew_check",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("round_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_evidence("curfew_check"),
        _check("curfew_check_status", "status IN ('in', 'out_signed', 'on_pass', 'missing')"),
        _to("curfew_check", "house_id", "house"),
        _to("curfew_check", "round_id", "round"),
        _to("curfew_check", "stay_id", "stay"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_curfew_check_corrects_id")),
    )
    op.create_index(op.f("ix_curfew_check_stay_id"), "curfew_check", ["stay_id"])
    _while(
        "uq_curfew_check_one",
        "curfew_check",
        ["round_id", "stay_id"],
        "void_at IS NULL",
        unique=True,
    )


def _curfew_rule() -> None:
    op.create_table(
        "curfew_rule",
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("weekday", KEY, nullable=True),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        *_edited("curfew_rule"),
        _check("curfew_rule_ends_after_start", "to_on >= from_on"),
        _check("curfew_rule_weekday", "weekday BETWEEN 0 AND 6"),
        _to("curfew_rule", "stay_id", "stay"),
    )
    op.create_index(op.f("ix_curfew_rule_stay_id"), "curfew_rule", ["stay_id"])


def _house_message() -> None:
    op.create_table(
        "house_message",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        *_edited("house_message"),
        _to("house_message", "house_id", "house"),
        _to("house_message", "stay_id", "stay"),
    )
    op.create_index(op.f("ix_house_message_house_id"), "house_message", ["house_id"])
    op.create_index(op.f("ix_house_message_stay_id"), "house_message", ["stay_id"])


def _pass() -> None:
    op.create_table(
        "pass",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("depart_at", INSTANT, nullable=False),
        sa.Column("return_by", INSTANT, nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("host_phone", sa.Text(), nullable=False),
        sa.Column("companion", sa.Text(), nullable=False),
        sa.Column("transport", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("eligibility_json", sa.Text(), nullable=False),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("returned_at", INSTANT, nullable=True),
        *_edited("pass"),
        _check("pass_kind", "kind IN ('overnight', 'weekend', 'extended', 'medical', 'work')"),
        _check("pass_requested_by", "requested_by IN ('kiosk', 'staff', 'paper')"),
        _check(
            "pass_status",
            "status IN ('requested', 'approved', 'denied', 'cancelled', 'out', 'returned')",
        ),
        _check("pass_returns_after", "return_by > depart_at"),
        _to("pass", "house_id", "house"),
        _to("pass", "stay_id", "stay"),
    )
    op.create_index("ix_pass_house", "pass", ["house_id", "status", "depart_at"])
    op.create_index(op.f("ix_pass_stay_id"), "pass", ["stay_id"])


def _support_call() -> None:
    op.create_table(
        "support_call",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=True),
        sa.Column("seen_by", KEY, nullable=True),
        *_edited("support_call"),
        _to("support_call", "house_id", "house"),
        _to("support_call", "stay_id", "stay"),
    )
    op.create_index("ix_support_call_house", "support_call", ["house_id", "seen_at"])


def _visitor() -> None:
    op.create_table(
        "visitor",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("host_stay_id", KEY, nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("in_at", INSTANT, nullable=False),
        sa.Column("out_at", INSTANT, nullable=True),
        *_edited("visitor"),
        _check("visitor_way", "way IN ('kiosk', 'staff', 'paper')"),
        _check("visitor_out_after_in", "out_at >= in_at"),
        _to("visitor", "host_stay_id", "stay"),
        _to("visitor", "house_id", "house"),
    )
    op.create_index("ix_visitor_house", "visitor", ["house_id", "in_at"])


def _message_read() -> None:
    op.create_table(
        "message_read",
        sa.Column("message_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        *_row("message_read"),
        _to("message_read", "message_id", "house_message"),
        _to("message_read", "stay_id", "stay"),
        sa.UniqueConstraint(
            "message_id", "stay_id", name=op.f("uq_message_read_message_id_stay_id")
        ),
    )
    op.create_index(op.f("ix_message_read_stay_id"), "message_read", ["stay_id"])


def _sign_out() -> None:
    op.create_table(
        "sign_out",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("out_at", INSTANT, nullable=True),
        sa.Column("out_by", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("with_whom", sa.Text(), nullable=False),
        sa.Column("contact_phone", sa.Text(), nullable=False),
        sa.Column("expected_return_at", INSTANT, nullable=True),
        sa.Column("pass_id", KEY, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("in_at", INSTANT, nullable=True),
        sa.Column("in_by", sa.Text(), nullable=True),
        sa.Column("ack_at", INSTANT, nullable=True),
        sa.Column("ack_by", KEY, nullable=True),
        *_evidence("sign_out"),
        _check("sign_out_in_by", "in_by IN ('kiosk', 'staff', 'paper')"),
        _check("sign_out_out_by", "out_by IN ('kiosk', 'staff', 'paper')"),
        _check("sign_out_ack_by_whom", "(ack_at IS NULL) = (ack_by IS NULL)"),
        _check("sign_out_in_by_whom", "(in_at IS NULL) = (in_by IS NULL)"),
        _check("sign_out_in_after_out", "in_at >= out_at"),
        _check("sign_out_out_or_in", "out_at IS NOT NULL OR in_at IS NOT NULL"),
        _to("sign_out", "house_id", "house"),
        _to("sign_out", "pass_id", "pass"),
        _to("sign_out", "stay_id", "stay"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_sign_out_corrects_id")),
    )
    op.create_index("ix_sign_out_house", "sign_out", ["house_id", "at", "id"])
    _while(
        "ix_sign_out_out",
        "sign_out",
        ["house_id"],
        "in_at IS NULL AND void_at IS NULL",
        unique=False,
    )
    op.create_index("ix_sign_out_stay", "sign_out", ["stay_id", "at"])
    _while(
        "uq_sign_out_open",
        "sign_out",
        ["stay_id"],
        "in_at IS NULL AND void_at IS NULL",
        unique=True,
    )


def upgrade() -> None:
    """Bring the schema forward."""
    _station_try()
    _blackout()
    _round()
    _snooze()
    _phase_curfew()
    _kiosk_access()
    _pin_throttle()
    _curfew_check()
    _curfew_rule()
    _house_message()
    _pass()
    _support_call()
    _visitor()
    _message_read()
    _sign_out()
    guards.install(op.get_bind(), ("sign_out", "curfew_check"))
