"""Charts as plain SVG, made from numbers.

Each is as wide as its place, while its letters keep their size: what stretches is an inner drawing of 1000 by 1000 units, and
labels stand at percentages of the width.
"""
