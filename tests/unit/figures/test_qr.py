"""The QR code holds the address and nothing that the content security policy refuses."""

import re

import pytest
import qrcode

from apps.figures.qr import render_qr


def test_every_dark_module_is_drawn_once():
    text = "https://throughline.example/questions/WzEsMV0:abc/"
    svg = render_qr(text, title="Code & more")
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(text)
    code.make(fit=True)
    drawn = {
        (int(x) + step, int(y)) for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg) for step in range(int(run))
    }
    assert drawn == {(x, y) for y, row in enumerate(code.get_matrix()) for x, is_dark in enumerate(row) if is_dark}
    assert "style=" not in svg
    assert 'aria-label="Code &amp; more"' in svg


def test_too_much_text():
    with pytest.raises(ValueError, match="too long"):
        render_qr("x" * 5000, title="Code")
