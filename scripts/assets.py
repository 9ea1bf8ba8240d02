"""Copies what the pages serve from static/node_modules to static/vendor, and makes the icon stylesheet.

Icons: every name written as `icon-NAME`, `icon="NAME"`, `"icon": "NAME"` or `icon "NAME"` in templates, apps and
static/js becomes one CSS mask rule.
Quick when nothing changed; run again after using a new icon (`make assets`).
"""

import hashlib
import re
import sys
from pathlib import Path
from urllib.parse import quote

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "static" / "node_modules"
VENDOR = ROOT / "static" / "vendor"
COPIES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "tabulator.min.js": "tabulator-tables/dist/js/tabulator_esm.min.js",
    "tabulator.min.css": "tabulator-tables/dist/css/tabulator.min.css",
    "inter.woff2": "@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2",
    "inter-ext.woff2": "@fontsource-variable/inter/files/inter-latin-ext-opsz-normal.woff2",
}
# The PDF takes whole static fonts: of subsets sharing a family name its text engine confuses the glyphs.
PDF_FONTS = [
    *(f"web/Inter-{style}" for style in ("Regular", "Italic", "Medium", "SemiBold", "SemiBoldItalic", "Bold")),
    *(f"display/InterDisplay-{style}" for style in ("Light", "Regular", "Medium", "SemiBold")),
]
SOURCES = (("templates", "*.html"), ("apps", "*.py"), ("apps", "*.html"), ("static/js", "*.js"))
NAME = r"([a-z0-9]+(?:-[a-z0-9]+)*)"
ICON_NAME = re.compile(rf"""\bicon-{NAME}|\bicon["']?\s*[=:]?\s*["'](?:icon-)?{NAME}["']""")
ICON_BASE = (
    "/* Icons: the Tabler outline set as masks in the colour of the text. Made by scripts/assets.py. */\n"
    ".icon { display: inline-block; width: 16px; height: 16px; flex: none; vertical-align: -3px;"
    " background: currentColor; -webkit-mask: var(--i) center / contain no-repeat;"
    " mask: var(--i) center / contain no-repeat; }\n"
)


def icon_names() -> set[str]:
    """The candidates; only those that exist in the set become rules."""
    texts = (file.read_text() for folder, pattern in SOURCES for file in (ROOT / folder).rglob(pattern))
    return {match[1] or match[2] for text in texts for match in ICON_NAME.finditer(text)}


def icon_rule(name: str, svg: str) -> str:
    """One rule: the drawing as an address, without comments, classes and sizes."""
    body = re.sub(r"<!--.*?-->|<svg[^>]*>|</svg>", "", svg, flags=re.DOTALL)
    body = " ".join(body.split()).replace("> <", "><").replace('"', "'")
    head = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black'"
    drawing = f"{head} stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'>{body}</svg>"
    address = quote(drawing, safe=" =:/,.'")
    return f'.icon-{name} {{ --i: url("data:image/svg+xml,{address}"); }}\n'


def write_if_changed(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(content)
    return True


def without_source_map(content: bytes) -> bytes:
    """A reference to a map that isn't served would stop the hashing of file names."""
    return re.sub(rb"\s*/[/*]# sourceMappingURL=[^\n*]*(\*/)?", b"", content)


def copy_files() -> int:
    changed = 0
    for name, source in COPIES.items():
        content = (MODULES / source).read_bytes()
        changed += write_if_changed(VENDOR / name, content if name.endswith(".woff2") else without_source_map(content))
    return changed


def unpack_fonts() -> int:
    """woff2 → ttf once here instead of in each PDF."""
    changed = 0
    for name in PDF_FONTS:
        source, target = MODULES / "inter-ui" / f"{name}.woff2", VENDOR / "fonts" / f"{Path(name).name}.ttf"
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        font = TTFont(source)
        font.flavor = None
        font.save(target)
        changed += 1
    return changed


def write_icons() -> int:
    folder = MODULES / "@tabler" / "icons" / "icons" / "outline"
    found = {name: file for name in icon_names() if (file := folder / f"{name}.svg").exists()}
    rules = "".join(icon_rule(name, file.read_text()) for name, file in sorted(found.items()))
    return int(write_if_changed(VENDOR / "icons.css", (ICON_BASE + rules).encode()))


def digest() -> str:
    """Of all served files, by name, size and time: tells whether static files must be collected anew."""
    state = hashlib.sha256()
    for file in sorted((ROOT / "static").rglob("*")):
        if file.is_file() and MODULES not in file.parents:
            state.update(f"{file.relative_to(ROOT)} {file.stat().st_size} {file.stat().st_mtime_ns}\n".encode())
    return state.hexdigest()


def main() -> int:
    if not MODULES.is_dir():
        print("static/node_modules is missing: run `make setup`.", file=sys.stderr)
        return 1
    changed = copy_files() + unpack_fonts() + write_icons()
    print(f"  front-end files: {changed} renewed" if changed else "  front-end files: up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
