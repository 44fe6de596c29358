"""Kiosk rules: what a house decided about its kiosk, read from its settings."""

from dataclasses import dataclass

from sobrhouse.settings import DESTINATIONS, HouseSettings

MOST_DESTINATIONS = 8
LONGEST_DESTINATION = 24  # letters that a tile has room for


@dataclass(frozen=True, slots=True)
class KioskRules:
    """The kiosk of one house. Destinations are as the house wrote them, so they are translated
    where they are shown; `in_charge` and `visitor_rules` may be empty.
    """

    names: bool
    photos: bool
    pin_length: int
    language: str
    destinations: tuple[str, ...]
    in_charge: str
    visitor_rules: str


def kiosk_rules(settings: HouseSettings) -> KioskRules:
    """What the house decided, over the defaults."""
    return KioskRules(
        names=settings.get("kiosk_names"),
        photos=settings.get("kiosk_photos"),
        pin_length=settings.get("kiosk_pin_length"),
        language=settings.get("kiosk_language"),
        destinations=destinations(settings.get("kiosk_places")),
        in_charge=" ".join(settings.get("kiosk_in_charge").split()),
        visitor_rules=" ".join(settings.get("visitor_rules").split()),
    )


def destinations(text: str) -> tuple[str, ...]:
    """The words between the commas, each once and short enough for a tile; the usual ones where
    nothing is left.
    """
    words = (" ".join(word.split())[:LONGEST_DESTINATION].strip() for word in text.split(","))
    kept = tuple(dict.fromkeys(word for word in words if word))[:MOST_DESTINATIONS]
    return kept or DESTINATIONS
