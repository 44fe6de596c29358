"""The practice house anew: made beside the old one, which it then replaces."""

from collections.abc import Callable
from pathlib import Path

from sobrhouse.problems import Busy, Problem
from sobrhouse.storage.copies import remove_database
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.places import FilePlace
from sobrhouse.words import _
from ui.app.vault import Vault


def replace_house(vault: Vault, step: Callable[[int, int], None]) -> Vault:
    """Throw the closed practice house of `vault` away for a new one; gives the way to that.

    Never touches a house that is not practice. A Problem leaves the old one as it was.
    """
    target = vault.target
    if isinstance(target, str) or not Keys.open(FilePlace(key_file(target))).practice:
        raise Problem(_("This is not a practice house on this computer. Nothing was changed."))
    fresh = target.with_name(f"{target.stem}-new{target.suffix}")
    _clear(fresh)
    try:
        Vault(fresh, vault.data).make_practice(step)
        _swap(fresh, target)
    except OSError as error:
        raise (as_problem(error) or error) from error
    finally:
        _clear(fresh)
    return Vault(target, vault.data)


def _swap(fresh: Path, target: Path) -> None:
    """The new files in the old ones' place; the last rename makes it a house again."""
    aside = target.with_name(f"{target.stem}-old{target.suffix}")
    _clear(aside)
    try:
        target.replace(aside)  # Windows refuses while another program has it open
    except OSError as error:
        raise Busy(
            _(
                "The practice house is open in another window. Nothing was changed. "
                "Close that window, then try again."
            )
        ) from error
    remove_database(target)  # what is left of its log belongs to the file that went aside
    key_file(fresh).replace(key_file(target))
    fresh.replace(target)
    _clear(aside)


def _clear(path: Path) -> None:
    remove_database(path)
    key_file(path).unlink(missing_ok=True)
