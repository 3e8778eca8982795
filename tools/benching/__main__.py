"""Measures what a person waits for, as ratios to a measure taken in the same run.

Machines differ and are busy with other things: nothing here is judged in seconds. The samples of all
measures take turns, and each measure is the median of its samples.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from fittrack_cli.commands.quickstart.sample_season.season_writer import write_sample_season
from tools.benching.commands import measure_commands, measure_tokens
from tools.benching.installation import tell
from tools.benching.lists import measure_lists
from tools.benching.requests import measure_requests
from tools.benching.results import OfFormat, Result, print_formats, print_table
from tools.benching.sizes import OfSizes, measure_sizes, print_sizes
from tools.benching.syncs import measure_formats, measure_syncs

SEASON_DAYS = 530  # a little over 1,000 files
FEW_DAYS = 60  # less than 100 activities
PARTS = ("commands", "tokens", "requests", "sizes", "lists", "syncs", "formats")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help="one of " + ", ".join(PARTS))
    parser.add_argument("--samples", type=int, default=15, help="of each command (default 15)")
    parser.add_argument(
        "--rounds", type=int, default=3, help="of first syncs and lists (default 3)"
    )
    parser.add_argument(
        "--rows", type=int, default=20_000, help="activities in lists (default 20000)"
    )
    parser.add_argument(
        "--sizes", default="100,10000", help="activities in sizes (default 100,10000)"
    )
    parser.add_argument("--postgresql", action="store_true", help="sizes, on PostgreSQL")
    parser.add_argument("--check", action="store_true", help="exit 1 when a limit is passed")
    options = parser.parse_args(arguments)
    parts = options.parts or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")

    results: list[Result] = []
    formats: list[OfFormat] = []
    sizes = [int(size) for size in options.sizes.split(",")]
    of_sizes: list[OfSizes] = []
    with tempfile.TemporaryDirectory(prefix="fittrack-bench-") as name:
        folder = Path(name)
        season = folder / "season"
        if set(parts) - {"requests", "sizes"}:
            tell("writing a sample season")
            write_sample_season(season, days=SEASON_DAYS)
        for part in parts:
            (folder / part).mkdir()
        if "commands" in parts:
            results += measure_commands(folder / "commands", season, options.samples)
        if "tokens" in parts:
            results += measure_tokens(folder / "tokens", season, options.samples)
        if "requests" in parts:
            results += measure_requests(folder / "requests", options.samples)
        if "sizes" in parts:
            write_sample_season(few := folder / "few", days=FEW_DAYS)
            of_sizes = measure_sizes(
                *(folder / "sizes", few, sizes, options.rounds),
                on_postgresql=options.postgresql,
            )
        if "lists" in parts:
            results += measure_lists(folder / "lists", season, options.rows, options.rounds)
        if "syncs" in parts:
            results += measure_syncs(folder / "syncs", season, options.rounds)
        if "formats" in parts:
            of_lxml, formats = measure_formats(folder / "formats", season, options.rounds)
            results += of_lxml
    if results:
        print_table(results)
    if of_sizes:
        print_sizes(sizes, of_sizes)
    if formats:
        print_formats(formats)
    return 1 if options.check and not all(result.ok for result in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
