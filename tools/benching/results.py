"""What was measured, and how it is printed."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import frozen


@frozen
class Result:
    """One line of the table; `limit` bounds `ratio` from above, or from below with `at_least`.

    An infinite limit is for what is only shown.
    """

    name: str
    seconds: float
    ratio: float
    compared_with: str
    limit: float
    at_least: bool = False

    @property
    def ok(self) -> bool:
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit


@frozen
class OfFormat:
    """A first sync of files of one format; `size` is that of the files as they lie there, in bytes."""

    name: str
    files: int
    size: int
    seconds: float


def print_table(results: Sequence[Result]) -> None:
    width = max(len(result.name) for result in results)
    print(f"{'':{width}}    median     ratio     limit")
    for result in results:
        bound = f"{'≥' if result.at_least else '≤'} {result.limit:<6g}"
        verdict = "ok  " if result.ok else "over"
        if math.isinf(result.limit):
            bound, verdict = " " * len(bound), "    "
        print(
            f"{result.name:{width}}  {result.seconds:7.3f}s  {result.ratio:8.2f}"
            f"  {bound}  {verdict}  to {result.compared_with}"
        )


def print_formats(results: Sequence[OfFormat]) -> None:
    width = max(len(result.name) for result in results)
    print(f"\n{'first sync by format':{width}}  files       MB  median   files/s    MB/s")
    for result in results:
        megabytes = result.size / 1e6
        print(
            f"{result.name:{width}}  {result.files:5}  {megabytes:7.1f}  {result.seconds:5.2f}s"
            f"  {result.files / result.seconds:8.0f}  {megabytes / result.seconds:6.1f}"
        )
