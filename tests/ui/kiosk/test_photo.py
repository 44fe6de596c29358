"""The photo on a name of the kiosk: what we keep is shown, and no other kind of picture is read."""

import io

import pytest
from PIL import Image

from sobrhouse.storage.outside.pictures import press
from ui.kiosk.names import picture


@pytest.mark.usefixtures("qapp")
def test_a_photo_as_we_keep_it_is_shown_and_any_other_picture_is_not() -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(drawn, "PNG")
    shown = picture(press(drawn.getvalue(), 640).jpeg)
    assert shown is not None and shown.width() > shown.height() > 0
    assert picture(drawn.getvalue()) is None
    assert picture(None) is None
