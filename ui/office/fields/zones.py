"""Zones: the time zones that a house may stand in, for a list to choose from."""

from zoneinfo import available_timezones

COMMON_ZONES = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
    "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico",
)  # fmt: skip


def zone_choices() -> list[tuple[str, str]]:
    """Time zones, those of the United States first."""
    rest = sorted(available_timezones() - set(COMMON_ZONES))
    named = [*COMMON_ZONES, *(z for z in rest if "/" in z)]
    return [(zone, zone.replace("_", " ")) for zone in named]
