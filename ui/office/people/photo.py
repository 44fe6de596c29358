"""The photo of a person: chosen, made safe on the slow lane, kept; or taken away."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from sobrhouse.services import photos
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.widgets.ask import choose_file

KINDS = "JPEG, PNG (*.jpg *.jpeg *.png)"


def choose_photo(desk: Desk, parent: QWidget, resident_id: int) -> None:
    """Ask for a file and keep the picture in it."""
    path = choose_file(parent, _("Choose a photo"), KINDS)
    if path is not None:
        set_photo(desk, parent, resident_id, path)


def set_photo(desk: Desk, parent: QWidget, resident_id: int, path: Path) -> None:
    """Keep the picture in a file."""

    def safe(picture: photos.SafePicture) -> None:
        desk.do(parent, photos.set_photo, resident_id, picture, said=_("Photo set"),
                undo=lambda was: Step(photos.put_back_photo, (resident_id, was)))

    desk.slow(parent, photos.make_safe_file, path, done=safe,
              failed=lambda problem: desk.tell(problem.sentence, urgent=True))


def remove_photo(desk: Desk, parent: QWidget, resident_id: int) -> None:
    """Show initials again."""
    desk.do(parent, photos.remove_photo, resident_id, said=_("Photo removed"),
            undo=lambda was: Step(photos.put_back_photo, (resident_id, was)))
