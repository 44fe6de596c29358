"""Pictures: bytes from outside become a small plain JPEG, in a child process with limits.

Only JPEG and PNG are opened, their size is asked before a pixel is decoded, and nothing of the file
but its pixels is kept (safety.md 1.11).
"""

import io
import multiprocessing
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection

from sobrhouse.problems import Problem
from sobrhouse.words import N_, _

LONGEST_SIDE = 640
MOST_BYTES = 25_000_000
MOST_PIXELS = 50_000_000
MEMORY = 1_000_000_000
CPU_SECONDS = 10
WAIT_SECONDS = 20
QUALITY = 88

NOT_A_PICTURE = N_("This file is not a JPEG or PNG picture, or it is damaged. Choose another one.")
TOO_LARGE = N_("This picture is too large. Choose a smaller one.")


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
        raise Problem(_(TOO_LARGE), field="photo")
    if getattr(sys, "frozen", False):  # the bundle's main file is in an archive, in no folder
        multiprocessing.process.ORIGINAL_DIR = None  # type: ignore[attr-defined]
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_press, args=(theirs, content, side), daemon=True)
    child.start()
    theirs.close()
    try:
        answer = ours.recv() if ours.poll(WAIT_SECONDS) else NOT_A_PICTURE
    except EOFError:  # the child met its limits, or the decoder broke it
        answer = NOT_A_PICTURE
    finally:
        child.kill()
        child.join()
        child.close()
        ours.close()
    if isinstance(answer, str):
        raise Problem(_(answer), field="photo")
    return SafePicture(*answer)


def _press(answer: Connection, content: bytes, side: int) -> None:
    """The child: limit ourselves, then decode; whatever goes wrong has one and the same answer."""
    _limit()
    try:
        answer.send(press(content, side))
    except Exception:
        answer.send(NOT_A_PICTURE)


def press(content: bytes, side: int) -> tuple[bytes, int, int] | str:
    """JPEG bytes, width and height; or the sentence that says why not."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            return TOO_LARGE
        opened.draft("RGB", (side * 2, side * 2))
        picture = ImageOps.exif_transpose(opened)
        picture.thumbnail((side, side))
        if "A" in picture.getbands() or "transparency" in picture.info:
            over = picture.convert("RGBA")
            picture = Image.new("RGB", over.size, "white")
            picture.paste(over, mask=over.getchannel("A"))
        made = Image.new("RGB", picture.size)
        made.paste(picture.convert("RGB"))
    out = io.BytesIO()
    made.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue(), made.width, made.height


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's time limit is what stands there
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
