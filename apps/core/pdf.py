"""From HTML to a tagged PDF (PDF/UA-1) whose bytes depend on nothing but the HTML and the identifier.

Needs Pango and HarfBuzz on the machine (see docs/running.md). Fonts and stylesheets come from `static/`; nothing is
ever fetched from a network: an address that is not a file of ours raises.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

STATIC = Path(settings.BASE_DIR) / "static"
VARIANT = "pdf/ua-1"


class ForbiddenAddress(FatalURLFetchingError):
    """A document asked for something that is not one of the product's own files."""


@dataclass(frozen=True, kw_only=True)
class Pdf:
    """A finished document. sha256: of its bytes, in hexadecimal."""

    content: bytes
    pages: int

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class LaidOut:
    """Pages that are laid out, ready to be written."""

    document: Any
    identifier: bytes

    @property
    def pages(self) -> int:
        return len(self.document.pages)

    def page_of(self, anchor: str) -> int | None:
        """The page, from 1, on which the element with this id stands; None without one."""
        return next((no for no, page in enumerate(self.document.pages, 1) if anchor in page.anchors), None)

    def write(self) -> Pdf:
        content = self.document.write_pdf(pdf_variant=VARIANT, pdf_identifier=self.identifier)
        return Pdf(content=content, pages=self.pages)


def lay_out(html: str, *, css: str, identifier: str) -> LaidOut:
    """Lay the HTML out on pages.

    css: the sheet, its addresses relative to `static/`; identifier: the document's own, the same for the same
    document. Raises ForbiddenAddress for a picture or font from elsewhere.
    """
    fonts = FontConfiguration()
    fetcher = _OwnFiles()
    base = STATIC.as_uri() + "/"
    sheets = [CSS(string=css, font_config=fonts, url_fetcher=fetcher, base_url=base)]
    page = HTML(string=html, base_url=base, url_fetcher=fetcher)
    document = page.render(stylesheets=sheets, font_config=fonts, pdf_variant=VARIANT)
    return LaidOut(document, hashlib.md5(identifier.encode(), usedforsecurity=False).digest())


class _OwnFiles(URLFetcher):
    """Opens files below `static/` and nothing else."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("file", "data"))

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        parts = urlsplit(url)
        own = parts.scheme == "file" and Path(unquote(parts.path)).resolve().is_relative_to(STATIC.resolve())
        if not own and parts.scheme != "data":
            raise ForbiddenAddress(url)
        return super().fetch(url, headers)
