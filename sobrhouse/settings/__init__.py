"""Settings: every setting of a house, declared once: key, type, default, label. Stored in
`house_setting`, audited.
"""

from sobrhouse.settings.declared import DECLARED, DESTINATIONS
from sobrhouse.settings.kinds import Group, Kind, Setting
from sobrhouse.settings.reading import BY_KEY, HouseSettings, checked, read

__all__ = [
    "BY_KEY",
    "DECLARED",
    "DESTINATIONS",
    "Group",
    "HouseSettings",
    "Kind",
    "Setting",
    "checked",
    "read",
]
