"""Tables and lists in what a service exports: what each row is, found by what is in it. Pure: bytes in, rows out.

A row becomes an original of its own (`row_originals`), so that an export which is downloaded again brings only the rows
that are new or have changed.
"""
