"""./dev bench NAME [--size N] [--keep FOLDER] [--json FILE]: prints figures beside goals.

Exits with 0 when it could measure.
"""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from bench import figures

NAMES = ("search_quality", "search_speed", "search_abuse", "http", "http_api", "digests", "matching")


def main():
    parser = argparse.ArgumentParser(prog="./dev bench", description="Measure the product beside its goals.")
    parser.add_argument("name", choices=NAMES, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument(
        "--size", type=int, help="how many groups, or people, are made, where the bench makes them"
    )
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep what search_speed makes, or use it again"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON too")
    asked = parser.parse_args()
    try:
        kept = {"keep": asked.keep} if asked.keep else {}
        measured = import_module(f"bench.{asked.name}").measure(asked.size, **kept)
    except figures.Unmeasured as reason:
        print(f"{asked.name}: {reason}", file=sys.stderr)
        return 2
    figures.show(measured)
    if asked.json:
        figures.write(measured, asked.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
