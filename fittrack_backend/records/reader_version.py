"""Which readers a record was derived by."""

from __future__ import annotations

READER_VERSION = 3
"""The version of what `fittrack_backend.readers.read` gives for the same bytes.

One more for every change that gives another record, value or remark. What an older version derived is
derived again from its original in the background (`sync reread`), once the new version starts.
0: derived before versions were noted.
"""
