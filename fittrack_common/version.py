"""The version, alone in its module: it is read at start, before anything else is imported."""

__version__ = "1.0.0"
