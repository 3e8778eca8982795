"""Writers of training files: an activity and its points in, the pieces of a file out. No database, no clock.

What a writer makes, the reader of its format reads as the same activity, within what the format can say
(docs/export.md).
"""

WRITERS_VERSION = 1
"""Count it up with any change of what the writers make of the same activity: ETags follow from it."""
