"""Photos: whatever comes in, what is kept is a small plain JPEG; and looking is recorded."""

import io
import struct
import zlib

import pytest
from PIL import Image

from sobrhouse.problems import Problem
from sobrhouse.queries.profile import photo
from sobrhouse.services import photos, views
from sobrhouse.storage.outside.pictures import MOST_BYTES, make_safe, press
from tests import make
from tests.conftest import OWNER

GPS = 0x8825


def picture(kind="JPEG", size=(1600, 1200), mode="RGB", **more):
    out = io.BytesIO()
    Image.new(mode, size, "teal").save(out, kind, **more)
    return out.getvalue()


def with_place_and_turn():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter
    exif[0x010E] = "42 Secret Street"
    return picture(exif=exif.tobytes())


@pytest.fixture
def person(store):
    person = make.resident(store)
    make.stay(store, person, make.house(store))
    return person


def test_a_photo_is_made_small_turned_upright_and_forgets_where_it_was_taken():
    safe = make_safe(with_place_and_turn())
    made = Image.open(io.BytesIO(safe.jpeg))
    assert made.format == "JPEG" and made.size == (safe.width, safe.height) == (480, 640)
    assert not made.getexif() and b"Secret" not in safe.jpeg


@pytest.mark.parametrize("content", [
    b"", b"not a picture", picture()[:200], picture("GIF"), picture("WEBP"), picture("TIFF"),
    b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>",
])
def test_what_is_not_a_whole_jpeg_or_png_is_refused_in_one_sentence(content):
    with pytest.raises(Exception):  # noqa: B017 - whatever the decoder says
        press(content, 640)


def test_a_broken_file_is_refused_by_the_child_and_nothing_else_happens():
    with pytest.raises(Problem, match="not a JPEG or PNG picture") as caught:
        make_safe(picture()[:500])
    assert caught.value.field == "photo"


def bomb(side=30_000):
    """A PNG that says it is enormous."""
    def chunk(kind, data):
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
            + chunk(b"IDAT", zlib.compress(b"\0" * 10_000)) + chunk(b"IEND", b""))


@pytest.mark.parametrize("content", [bomb(), b"\xff" * (MOST_BYTES + 1)], ids=["bomb", "bytes"])
def test_a_picture_that_is_too_large_is_refused_before_it_is_decoded(content):
    with pytest.raises(Problem):
        make_safe(content)


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "1", "I;16"])
def test_every_kind_of_png_becomes_a_plain_jpeg(mode):
    made = press(picture("PNG", (50, 40), mode=mode), 640)
    assert Image.open(io.BytesIO(made.jpeg)).mode == "RGB" and (made.width, made.height) == (50, 40)


def test_a_photo_is_set_removed_and_put_back(store, person):
    one = press(picture(), 640)
    assert store.write(OWNER, photos.set_photo, person, one) is None
    assert store.read(OWNER, photo, person) == one.jpeg
    was = store.write(OWNER, photos.remove_photo, person)
    assert store.read(OWNER, photo, person) is None
    store.write(OWNER, photos.put_back_photo, person, was)
    assert store.read(OWNER, photo, person) == one.jpeg


def test_the_same_photo_is_kept_once(store, person):
    one = press(picture(), 640)
    store.write(OWNER, photos.set_photo, person, one)
    first = store.write(OWNER, photos.remove_photo, person)
    store.write(OWNER, photos.set_photo, person, one)
    assert store.write(OWNER, photos.remove_photo, person) == first


def test_looking_at_a_part_is_recorded_once_an_hour(store, person, clock):
    assert store.write(OWNER, views.record_view, person, "legal")
    assert not store.write(OWNER, views.record_view, person, "legal")
    assert store.write(OWNER, views.record_view, person, "details")
    clock.forward(hours=1)
    assert store.write(OWNER, views.record_view, person, "legal")


def test_a_picture_of_somebody_else_cannot_be_put_back(store, person):
    other = make.resident(store, "Sam", "Okafor")
    theirs = press(picture(), 640)
    store.write(OWNER, photos.set_photo, other, theirs)
    blob = store.write(OWNER, photos.remove_photo, other)
    with pytest.raises(Problem, match="never was theirs"):
        store.write(OWNER, photos.put_back_photo, person, blob)
    assert store.read(OWNER, photo, person) is None
    store.write(OWNER, photos.put_back_photo, other, blob)
    assert store.read(OWNER, photo, other) == theirs.jpeg
