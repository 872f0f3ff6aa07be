"""Cuts the fonts to the letters of this site's two languages (run by build.mjs; needs fonttools and brotli).

The licence of IBM Plex reserves the name "Plex", so the cut files carry the name "Multaqa Sans".
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ARABIC = (  # with a space of its own: what makes PDFs takes the space between two words from their font
    "U+0020,U+00A0,U+060C,U+061B,U+061F,U+0621-063A,U+0640-0656,U+0660-066C,U+0670,U+0671,U+067E,U+0686,"
    "U+0698,U+06A4,U+06A9,U+06AF,U+06CC,U+06D5,U+200C-200F,U+2066-2069,U+25CC"
)
LATIN = (
    "U+0020-007E,U+00A0,U+00A9,U+00AB,U+00B7,U+00BB,U+00D7,U+00C0-00D6,U+00D8-00FF,U+2010-2014,"
    "U+2018-201E,U+2022,U+2026,U+2039,U+203A,U+20AC,U+2066-2069"
)
SCRIPTS = {"arabic": ARABIC, "latin": LATIN}


def cut(source: Path, target: Path, letters: str, family: str | None) -> None:
    """Write `target` with only `letters`; with a family given, the file is renamed to it."""
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["*"]
    options.drop_tables += ["FFTM"]
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(letters))
    cutter.subset(font)
    if family:
        rename(font, family)
    subset.save_font(font, str(target), options)


def rename(font: TTFont, family: str) -> None:
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 16):
            record.string = family
        elif record.nameID == 6:
            record.string = family.replace(" ", "")


def main(modules: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for script, letters in SCRIPTS.items():
        for weight in (400, 600):
            name = f"ibm-plex-sans-arabic-{script}-{weight}-normal.woff2"
            cut(
                modules / "@fontsource/ibm-plex-sans-arabic/files" / name,
                target / f"multaqa-sans-{script}-{weight}.woff2",
                letters,
                "Multaqa Sans",
            )
        name = f"alexandria-{script}-600-normal.woff2"
        cut(modules / "@fontsource/alexandria/files" / name, target / f"alexandria-{script}-600.woff2", letters, None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
