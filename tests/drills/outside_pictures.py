"""Pictures for the drill of files from outside: whole ones of every kind, false ones, and bombs."""

import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator

from PIL import Image, PngImagePlugin

CANARY = b"42 Secret Street"
GPS = {1: "N", 2: (40.0, 42.0, 51.0), 3: "W", 4: (74.0, 0.0, 22.0)}
MODES = ("RGB", "L", "CMYK", "RGBA", "P", "LA", "1", "I;16")
SIZES = ((1, 1), (640, 480), (641, 3), (1200, 900), (7, 800))

Named = tuple[str, bytes]
Bomb = tuple[str, Callable[[], bytes]]  # made when its turn comes


def pictures(count: int, rng: random.Random) -> Iterator[Named]:
    """So many pictures, most of them whole and all with words in them that must not be kept."""
    for n in range(count):
        mode, size = MODES[n % len(MODES)], SIZES[n // len(MODES) % len(SIZES)]
        if n % 10 == 9:
            yield false_picture(n // 10)
        elif mode in ("RGB", "L", "CMYK") and n % 3:
            yield f"{n}.jpg", jpeg(mode, size, rng, turn=n % 8 + 1, progressive=n % 2 == 0)
        else:
            yield f"{n}.png", png("RGB" if mode == "CMYK" else mode, size, rng, turn=n % 8 + 1)


def _drawn(mode: str, size: tuple[int, int], rng: random.Random) -> Image.Image:
    small = (max(1, size[0] // 8), max(1, size[1] // 8))
    noise = Image.frombytes("L", small, rng.randbytes(small[0] * small[1])).resize(size)
    if mode == "I;16":
        return Image.new(mode, size, 40_000)
    return noise.convert("L").convert(mode)


def _exif(turn: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x013B] = turn, CANARY.decode(), CANARY.decode()
    exif.get_ifd(0x8825).update(GPS)
    return exif.tobytes()


def jpeg(
    mode: str, size: tuple[int, int], rng: random.Random, turn: int = 1, progressive: bool = False
) -> bytes:
    """A JPEG that tells where it was taken, in every way that it can."""
    out = io.BytesIO()
    _drawn(mode, size, rng).save(
        out, "JPEG", exif=_exif(turn), comment=CANARY, icc_profile=CANARY * 20,
        xmp=b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>", progressive=progressive)
    return out.getvalue() + CANARY  # and after its end


def png(mode: str, size: tuple[int, int], rng: random.Random, turn: int = 1) -> bytes:
    """A PNG that tells it too."""
    about, out = PngImagePlugin.PngInfo(), io.BytesIO()
    about.add_text("Author", CANARY.decode())
    about.add_text("Place", CANARY.decode(), zip=True)
    about.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    _drawn(mode, size, rng).save(out, "PNG", pnginfo=about, exif=_exif(turn))
    return out.getvalue() + CANARY


def false_picture(n: int) -> Named:
    """What is called a picture and is none that is taken."""
    small = Image.new("RGB", (40, 30), "teal")
    kinds = ("GIF", "WEBP", "TIFF", "BMP", "ICO", "PPM", "TGA", "PCX", "JPEG2000", "DDS", "EPS")
    if n % 16 < len(kinds):
        out = io.BytesIO()
        try:
            small.save(out, kinds[n % 16])
        except (OSError, KeyError):  # a kind that this build of Pillow does not write
            out.write(kinds[n % 16].encode())
        return f"{kinds[n % 16]}.jpg", out.getvalue()
    return (
        ("page.png", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
        ("drawn.png", b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/>"
                      b"</svg>"),
        ("phone.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        ("nothing.jpg", b""),
        ("program.jpg", b"MZ" + bytes(200)),
    )[n % 16 - len(kinds)]


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def png_of(
    width: int, height: int, depth: int = 8, kind: int = 2, rows: int | None = None,
    before: bytes = b"", woven: int = 0,
) -> bytes:
    """A black PNG as large as it says, or with only so many `rows` of its pixels."""
    bits = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind] * depth
    row = bytes(1 + (width * bits + 7) // 8)
    press, packed = zlib.compressobj(9), []
    for _row in range(height if rows is None else rows):
        packed.append(press.compress(row))
    packed.append(press.flush())
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, woven)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + before
            + chunk(b"IDAT", b"".join(packed)) + chunk(b"IEND", b""))


def picture_bombs() -> Iterator[Bomb]:
    """Small files that become very large, or never end."""
    yield "fifty.png", lambda: png_of(50_000, 50_000, depth=1, kind=0)
    yield "says-fifty.png", lambda: png_of(50_000, 50_000, rows=3)
    yield "longest.png", lambda: png_of(2**31 - 1, 2**31 - 1, rows=1)
    yield "just-allowed.png", lambda: png_of(7071, 7071, rows=None)
    yield "see-through.png", lambda: png_of(7071, 7071, kind=6)
    yield "sixteen.png", lambda: png_of(7071, 7071, depth=16, kind=6)
    yield "woven.png", lambda: png_of(7000, 7000, rows=7000, woven=1)
    yield "thin.png", lambda: png_of(50_000_000, 1, depth=1, kind=0)
    yield "words.png", lambda: png_of(10, 10, before=chunk(b"zTXt", b"Comment\0\0" + zeros(200)))
    yield "colours.png", lambda: png_of(10, 10, before=chunk(b"iCCP", b"profile\0\0" + zeros(200)))
    yield "says-large.jpg", says_large
    yield "steps.jpg", lambda: stepped(8000, 6000, 5_000)
    yield "few-steps.jpg", lambda: stepped(7000, 7000, 58)
    yield "large.jpg", lambda: b"\xff\xd8\xff" + bytes(26_000_000)


def zeros(megabytes: int) -> bytes:
    """So many megabytes of nothing, packed and never held whole."""
    press, block = zlib.compressobj(9), bytes(1 << 20)
    return b"".join([*(press.compress(block) for _time in range(megabytes)), press.flush()])


def says_large() -> bytes:
    """A small JPEG that says that it has 65,535 pixels a side."""
    small = jpeg("RGB", (640, 480), random.Random(1), progressive=True)
    at = small.index(b"\xff\xc2")
    return small[:at + 5] + b"\xff\xff\xff\xff" + small[at + 9:]


def stepped(width: int, height: int, scans: int) -> bytes:
    """A grey JPEG that comes in very many steps, each of which goes over all of it and says
    nothing.
    """
    table = b"\xff\xdb\x00\x43\x00" + bytes([1] * 64)
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    # a code for "the band ends for 32,767 blocks" alone
    codes = b"\xff\xc4" + struct.pack(">H", 2 + 17 + 1) + b"\x10" + b"\x01" + bytes(15) + b"\xe0"
    dc = b"\xff\xc4" + struct.pack(">H", 2 + 17 + 1) + b"\x00" + b"\x01" + bytes(15) + b"\x00"
    first = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x00\x00"
    blocks = -(-width // 8) * -(-height // 8)
    ends = -(-blocks // 16_384)
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x01\x3f\x00" + bytes(2 * ends)
    return b"\xff\xd8" + table + frame + codes + dc + first + bytes(blocks // 8 + 1) + (
        scan * (scans - 1)) + b"\xff\xd9"
