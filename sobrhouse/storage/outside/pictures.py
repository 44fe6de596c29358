"""Pictures: bytes from outside become a small plain JPEG, in a child process with limits.

Only JPEG and PNG are opened, their size is asked before a pixel is decoded, and nothing of the file
but its pixels is kept (safety.md 1.11).
"""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sobrhouse.problems import Problem
from sobrhouse.storage.outside.confined import Refusals, confined
from sobrhouse.storage.outside.picked import read_picked
from sobrhouse.words import _

LONGEST_SIDE = 640
MOST_BYTES = 25_000_000
MOST_PIXELS = 50_000_000
MOST_SCANS = 60  # of a JPEG that comes in steps: ten are usual, and each one goes over every pixel
QUALITY = 88
FIELD = "photo"

_SCAN = b"\xff\xda"
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")


@dataclass(frozen=True, slots=True)
class SafePicture:
    """A JPEG that this program has made itself."""

    jpeg: bytes
    width: int
    height: int


def make_safe(content: bytes, side: int = LONGEST_SIDE) -> SafePicture:
    """The picture in the bytes, made anew and no longer than `side`; a Problem when there is none.

    Takes up to seconds: to be called on the slow lane.
    """
    if len(content) > MOST_BYTES:
        raise Problem(_too_large(), field=FIELD)
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        raise Problem(
            _("This is a HEIC picture, as iPhones keep them. Save or send it as JPEG, then choose"
              " that one."), field=FIELD)
    refused = Refusals(_not_a_picture(), _too_large(), FIELD)
    made = confined(press, content, side, made=(SafePicture,), refused=refused)
    if not isinstance(made, SafePicture) or made.jpeg[:3] != b"\xff\xd8\xff":
        raise Problem(_not_a_picture(), field=FIELD)
    return made


def make_safe_file(path: Path, side: int = LONGEST_SIDE) -> SafePicture:
    """The same of a file on disk; a Problem too when it cannot be read."""
    return make_safe(read_picked(path, MOST_BYTES, _too_large()), side)


def press(content: bytes, side: int) -> SafePicture:
    """A picture made anew from the pixels of another. Problem for one that is too large, and
    whatever its decoder raises for one that is none: to be called in a child process.
    """
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    if content.startswith(b"\xff\xd8") and content.count(_SCAN) > MOST_SCANS:
        raise Problem(_too_large(), field=FIELD)
    try:
        picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
    except Image.DecompressionBombError as error:
        raise Problem(_too_large(), field=FIELD) from error
    with picture as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Problem(_too_large(), field=FIELD)
        opened.draft("RGB", (side * 2, side * 2))
        made = _plain(opened, side)
    out = io.BytesIO()
    made.save(out, "JPEG", quality=QUALITY, optimize=True)
    return SafePicture(out.getvalue(), made.width, made.height)


def _plain(opened: Any, side: int) -> Any:
    """Its pixels alone, small, upright, on white where it was see-through."""
    from PIL import Image, ImageOps

    picture = opened
    if picture.mode.startswith("I"):  # greys of 16 bits
        picture = picture.point(lambda grey: grey * (1 / 256)).convert("L")
    picture.thumbnail((side, side))  # first, so that the large one is held once
    picture = ImageOps.exif_transpose(picture)
    if "A" in picture.getbands() or "transparency" in picture.info:
        over = picture.convert("RGBA")
        picture = Image.new("RGB", over.size, "white")
        picture.paste(over, mask=over.getchannel("A"))
    made = Image.new("RGB", picture.size)
    made.paste(picture.convert("RGB"))
    return made


def _not_a_picture() -> str:
    return _("This file is not a JPEG or PNG picture, or it is damaged. Choose another one.")


def _too_large() -> str:
    return _("This picture is too large. Choose a smaller one.")
