"""Draws what a search costs by size: `python -m bench.chart A.json B.json … > docs/search_speed.svg`.

Each file is what `./dev bench search_speed --size N --json FILE` wrote. Both axes are logarithmic.
"""

import json
import math
import re
import sys
from pathlib import Path

WIDTH, HEIGHT, EDGE = 720, 360, 96
LOWEST, HIGHEST = 1, 100_000
MANY = 100
LINES = (
    (", plain ORM", "plain ORM, median", "#8a5a00", 50),
    ("", "Multaqa, 99 of 100", "#125a8c", 99),
    ("", "Multaqa, median", "#2e6b1f", 50),
)
SIZED = re.compile(r"p(\d+) of (\d+) groups(.*)")


def points(reports, ending, part):
    """[(groups, milliseconds)] of one line, by size."""
    named = [
        (SIZED.fullmatch(figure["name"]), figure["value"])
        for report in reports
        for figure in report["figures"]
    ]
    return sorted(
        (int(found[2]), value)
        for found, value in named
        if found and found[3] == ending and int(found[1]) == part
    )


def chart(reports):
    """The whole picture as SVG text."""
    lines = [(title, colour, points(reports, ending, part)) for ending, title, colour, part in LINES]
    sizes = sorted({size for _title, _colour, line in lines for size, _ in line})
    parts = [*_grid(sizes), *(_line(*line, sizes) for line in lines if line[2])]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="13" role="img" aria-label="Milliseconds of one search by the number of groups">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>{"".join(parts)}</svg>\n'
    )


def _grid(sizes):
    milliseconds = LOWEST
    while milliseconds <= HIGHEST:
        y = _y(milliseconds)
        yield f'<path d="M{EDGE} {y:.1f}H{WIDTH - EDGE}" stroke="#d9dfdd"/>'
        yield f'<text x="{EDGE - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#51605e">{milliseconds:,} ms</text>'
        milliseconds *= 10
    for size in sizes:
        x = _x(size, sizes)
        yield f'<text x="{x:.1f}" y="{HEIGHT - 20}" text-anchor="middle" fill="#51605e">{size:,} groups</text>'


def _line(title, colour, line, sizes):
    path = "L".join(f"{_x(size, sizes):.1f} {_y(value):.1f}" for size, value in line)
    marks = "".join(
        f'<circle cx="{_x(size, sizes):.1f}" cy="{_y(value):.1f}" r="4" fill="{colour}"/>'
        f'<text x="{_x(size, sizes):.1f}" y="{_y(value) - 8:.1f}" text-anchor="middle" fill="{colour}">'
        f"{value:,.{0 if value >= MANY else 1}f}</text>"
        for size, value in line
    )
    size, value = line[-1]
    x, y, anchor = _x(size, sizes), _y(value) + 20, "middle" if len(line) > 1 else "start"
    name = f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{title}</text>'
    return f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>{marks}{name}'


def _x(size, sizes):
    first, last = math.log10(sizes[0]), math.log10(max(sizes[-1], sizes[0] * 10))
    return EDGE + 40 + (math.log10(size) - first) / (last - first) * (WIDTH - 2 * EDGE - 80)


def _y(milliseconds):
    share = math.log10(max(milliseconds, LOWEST) / LOWEST) / math.log10(HIGHEST / LOWEST)
    return HEIGHT - 48 - share * (HEIGHT - 80)


if __name__ == "__main__":
    sys.stdout.write(chart([json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:]]))
