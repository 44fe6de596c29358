"""Actions: every command of the office in one table; keys, palette, tooltips and the F1 card come
from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sobrhouse.domain.staff import Permission
from sobrhouse.words import N_

EVERYWHERE = N_("Everywhere")
HERE = N_("In this place")
LOOK = N_("Look")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command: what it is called, how it is reached, and who may use it.

    `verb` names what the open page must offer for it; `where` groups it on the F1 card.
    """

    id: str
    label: str
    icon: str
    keys: tuple[str, ...]
    run: Callable[[Any], object]  # is given the Frame
    needs: Permission | None = None
    where: str = EVERYWHERE
    verb: str = ""
    listed: bool = True


def _verb(name: str) -> Callable[[Any], object]:
    return lambda frame: frame.run_verb(name)


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "find",
        N_("Find or do anything"),
        "search",
        ("Ctrl+K", "/"),
        lambda f: f.open_palette(),
        listed=False,
    ),
    ActionSpec("undo", N_("Undo"), "undo-2", ("Ctrl+Z",), lambda f: f.desk.undo()),
    ActionSpec("redo", N_("Redo"), "redo-2", ("Ctrl+Y", "Ctrl+Shift+Z"), lambda f: f.desk.redo()),
    ActionSpec(
        "lock",
        N_("Lock the screen"),
        "lock",
        ("Ctrl+L",),
        lambda f: f.desk.wanted.emit("lock", None),
    ),
    ActionSpec(
        "kiosk",
        N_("Open kiosk"),
        "monitor",
        ("Ctrl+Shift+K",),
        lambda f: f.desk.wanted.emit("kiosk", None),
        Permission.RECORD_DAILY,
    ),
    ActionSpec(
        "keys", N_("Keys on one card"), "keyboard", ("F1", "?"), lambda f: f.open_keys_card()
    ),
    ActionSpec("back", N_("Back"), "arrow-left", ("Alt+Left",), lambda f: f.go_back()),
    ActionSpec(
        "close",
        N_("Close what is open, then back"),
        "x",
        ("Esc",),
        lambda f: f.escape(),
        listed=False,
    ),
    ActionSpec(
        "new", N_("New in this place"), "plus", ("Ctrl+N",), _verb("new"), where=HERE, verb="new"
    ),
    ActionSpec(
        "print",
        N_("Print this screen's sheet"),
        "printer",
        ("Ctrl+P",),
        _verb("print"),
        Permission.PRINT_PAPERS,
        HERE,
        "print",
    ),
    ActionSpec(
        "filter",
        N_("Filter this list"),
        "funnel",
        ("Ctrl+F",),
        lambda f: f.filter_list(),
        where=HERE,
        listed=False,
    ),
    ActionSpec(
        "next",
        N_("Next record"),
        "arrow-down",
        ("Ctrl+Down",),
        _verb("next"),
        where=HERE,
        verb="next",
    ),
    ActionSpec(
        "previous",
        N_("Previous record"),
        "arrow-up",
        ("Ctrl+Up",),
        _verb("previous"),
        where=HERE,
        verb="previous",
    ),
    ActionSpec("refresh", N_("Refresh"), "refresh-cw", ("F5",), lambda f: f.refresh(), where=HERE),
    ActionSpec(
        "packet",
        N_("Weekly packet"),
        "printer",
        ("Ctrl+Shift+P",),
        lambda f: f.go("reports", "packet"),
        Permission.PRINT_PAPERS,
    ),
    ActionSpec(
        "sign",
        N_("Sign someone in or out"),
        "footprints",
        ("Ctrl+I",),
        lambda f: f.run_verb("sign") or f.go("signlog", {"sign": True}),
        Permission.RECORD_DAILY,
    ),
    ActionSpec(
        "call_meeting",
        N_("Call an emergency meeting"),
        "siren",
        (),
        lambda f: f.run_verb("call") or f.go("meetings", {"call": True}),
        Permission.RECORD_DAILY,
    ),
    ActionSpec(
        "larger",
        N_("Larger text"),
        "zoom-in",
        ("Ctrl++", "Ctrl+="),
        lambda f: f.text_size(1),
        where=LOOK,
    ),
    ActionSpec(
        "smaller",
        N_("Smaller text"),
        "zoom-out",
        ("Ctrl+-",),
        lambda f: f.text_size(-1),
        where=LOOK,
    ),
    ActionSpec(
        "usual",
        N_("Text at 100 %"),
        "type",
        ("Ctrl+Shift+0", "Ctrl+)"),
        lambda f: f.text_size(0),
        where=LOOK,
    ),
    ActionSpec("dark", N_("Light or dark"), "moon", (), lambda f: f.switch_mode(), where=LOOK),
    ActionSpec(
        "language",
        N_("Español / English"),
        "languages",
        (),
        lambda f: f.switch_language(),
        where=LOOK,
    ),
)


@dataclass(frozen=True, slots=True)
class PersonVerb:
    """What the palette offers for a person: opens the profile and runs that verb there."""

    id: str
    label: str
    icon: str
    needs: Permission


PERSON_VERBS: tuple[PersonVerb, ...] = (
    PersonVerb("open", N_("Open the profile"), "user-round", Permission.SEE_HOUSE),
    PersonVerb("sign", N_("Sign in or out"), "footprints", Permission.RECORD_DAILY),
    PersonVerb("note", N_("Add note"), "notebook-pen", Permission.RECORD_DAILY),
    PersonVerb("contact", N_("Log contact"), "phone", Permission.RECORD_DAILY),
    PersonVerb("move", N_("Move to another bed"), "bed", Permission.MANAGE_PEOPLE),
    PersonVerb("move_out", N_("Move out"), "log-out", Permission.MANAGE_PEOPLE),
)


def shown_keys(keys: str) -> str:
    """Keys as people read them: "Ctrl K", "Alt ←"."""
    pretty = {"Left": "←", "Up": "↑", "Down": "↓"}
    if keys.endswith("++"):
        return "Ctrl +"
    return " ".join(pretty.get(part, part) for part in keys.split("+"))
