"""A second kind of source, which the backend itself does not have: a list with a line an activity.

`source.py` is all that such a kind needs; `__main__.py` serves a backend whose table has it.
"""
