"""Makers of paper: consents and their end, disclosures, blank forms, packets, own words, purges."""

from datetime import timedelta
from typing import Any

from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import (
    Consent,
    ConsentEnd,
    Disclosure,
    FormPrint,
    OwnWords,
    PacketPrint,
    PacketSet,
    Purge,
)
from tests import make

TODAY = make.SUNDAY


def consent(store: Store, house_id: int, resident_id: int, **more: Any) -> int:
    """All elements of § 2.31, for probation, live for sixty days more."""
    values = {
        "discloser": "Maple Street House",
        "recipient": "County Probation",
        "recipient_kind": "probation",
        "categories": "identity,meetings",
        "purpose": "Progress on probation",
        "how_to_revoke": "In writing, at any time",
        "expires_on": TODAY + timedelta(days=60),
        "signed_on": TODAY,
        "signer_name": "Marcus Tate",
    } | more
    return make.row(store, Consent(house_id=house_id, resident_id=resident_id, **values))


def consent_end(store: Store, consent_id: int, how: str = "written", **more: Any) -> int:
    """Revoked now, in writing."""
    values = {"at": store.now(), "how": how, **more}
    return make.row(store, ConsentEnd(consent_id=consent_id, **values))


def disclosure(store: Store, house_id: int, resident_id: int, **more: Any) -> int:
    """A resident's own copy, unless a consent or another basis is told."""
    values = {
        "basis": "consent" if more.get("consent_id") else "resident_copy",
        "at": store.now(),
        "recipient": "County Probation" if more.get("consent_id") else "Marcus Tate",
        "purpose": "Progress on probation" if more.get("consent_id") else "Their own copy",
        "description": "Progress letter" if more.get("consent_id") else "Everything held",
        "method": "file",
        "pages": 2,
        "sha256": "ab" * 32,
        "notice_version": "2024" if more.get("consent_id") else "",
    } | more
    return make.row(store, Disclosure(house_id=house_id, resident_id=resident_id, **values))


def form_print(
    store: Store, house_id: int, form: str = "sign_sheet", paper_code: str = "SG7K2M", **more: Any
) -> int:
    """A blank form for the week from Monday on."""
    values = {"first_day": make.MONDAY, "last_day": make.SUNDAY, **more}
    return make.row(store, FormPrint(house_id=house_id, form=form, paper_code=paper_code, **values))


def packet_set(store: Store, house_id: int, name: str = "Friday packet", **more: Any) -> int:
    """A saved choice of two sections."""
    values = {"sections": "summary,signlog", **more}
    return make.row(store, PacketSet(house_id=house_id, name=name, **values))


def packet_print(store: Store, house_id: int, **more: Any) -> int:
    """A packet of the week from Monday on, as a row alone: nothing can be drawn from its inputs."""
    values = {
        "week_start": make.MONDAY,
        "title": "Weekly packet, Nov 16 to 22, 2026",
        "sections": "summary,signlog",
        "names": "short",
        "size": "letter",
        "inputs": b"made",
        "sha256": "cd" * 32,
        "pages": 2,
        "drawn_by": "1",
    } | more
    return make.row(store, PacketPrint(house_id=house_id, **values))


def own_words(store: Store, stay_id: int, text: str = "I asked two people.", **more: Any) -> int:
    """What a resident says of the week under the heading of sponsor or mentor."""
    values = {"week_start": make.MONDAY, "heading": "sponsor", **more}
    return make.row(store, OwnWords(stay_id=stay_id, text=text, **values))


def purge(store: Store, **more: Any) -> int:
    """What a purge writes down; nothing is destroyed. The owner was the second person."""
    values = {
        "record_class": "resident",
        "subject_id": 900,
        "at": store.now(),
        "last_on": TODAY.replace(year=2017),
        "due_on": TODAY.replace(year=2025),
        "years": 7,
        "basis": "House rule",
        "counts": '{"deleted": {"resident": 1, "note": 3}, "changed": {"motion": 1}}',
        "log_rows": 12,
        "second_staff_id": 1,
    } | more
    return make.row(store, Purge(**values))
