"""The sheet with the recovery code: printed once, signed, and locked away."""

from dataclasses import dataclass, replace

from sobrhouse.reports import text as t
from sobrhouse.reports.faces import SEMIBOLD
from sobrhouse.reports.pen import RULE
from sobrhouse.reports.sheet import Head, Sheet, Stamp
from sobrhouse.words import _

_CODE = t.Style(19, SEMIBOLD, kerned=False)
_PLAIN = replace(t.BODY, size=11.0, leading=16.0)
_GROUPS_A_ROW = 4


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the sheet says: the code in its groups ("7K2M-QRTX-…"), for which house, made when."""

    code: str
    house: str
    made: str


def recovery_code_sheet(data: RecoverySheet, size: str = "letter") -> bytes:
    """One page with the code, what it is for, and how to keep it."""
    house = data.house or _("Your house")
    stamp = Stamp(house=house, made=data.made, confidential=False)
    sheet = Sheet(Head(house, _("Recovery code")), stamp, size)
    sheet.gap(22)
    sheet.paragraph(
        _(
            "This code opens the records when every passphrase is lost. Whoever has it and the "
            "computer, or a backup, can read everything."
        ),
        _PLAIN,
    )
    sheet.gap(18)
    _draw_groups(sheet, data.code.split("-"))
    sheet.gap(22)
    sheet.heading(_("Keep it like this"))
    sheet.gap(4)
    for number, says in enumerate(_advice(), 1):
        t.cell(sheet.pen, sheet.left, sheet.y - _PLAIN.size, f"{number}.", _PLAIN)
        sheet.paragraph(says, _PLAIN, indent=20)
        sheet.gap(4)
    sheet.gap(26)
    _draw_lines(sheet)
    return sheet.save()


def _advice() -> tuple[str, ...]:
    return (
        _("Put this page in an envelope, seal it, and write the date across the flap."),
        _("Keep it in a safe or with the owner, never in the room where the computer stands."),
        _("Do not photograph it, scan it, or send it to anybody."),
        _(
            "To use it: on the lock page choose I lost my passphrase, then type the code. Small "
            "and capital letters are the same, and dashes do not matter."
        ),
        _("After it was used, make a new code in Settings, print it, and shred this page."),
    )


def _draw_groups(sheet: Sheet, groups: list[str]) -> None:
    """Each group in a box with its number, so that none is skipped when it is typed."""
    gap, high = 12.0, 46.0
    wide = (sheet.width - gap * (_GROUPS_A_ROW - 1)) / _GROUPS_A_ROW
    for i, group in enumerate(groups):
        row, column = divmod(i, _GROUPS_A_ROW)
        x = sheet.left + column * (wide + gap)
        y = sheet.y - row * (high + gap) - high
        sheet.pen.frame(x, y, wide, high, RULE)
        t.cell(sheet.pen, x + 5, y + high - 10, str(i + 1), t.HEAD)
        t.cell(sheet.pen, x, y + 15, " ".join(group), _CODE, wide, "centre")
    rows = -(-len(groups) // _GROUPS_A_ROW)
    sheet.y -= rows * (high + gap)


def _draw_lines(sheet: Sheet) -> None:
    """Where it is kept, and who put it there."""
    third = sheet.width / 3
    for i, says in enumerate((_("Kept at"), _("Put there by"), _("Date"))):
        x = sheet.left + i * third
        sheet.pen.rule(x, sheet.y, x + third - 18, sheet.y, RULE)
        t.cell(sheet.pen, x, sheet.y - 11, says, t.SOFT, third - 20)
    sheet.y -= 16
