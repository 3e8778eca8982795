"""The training files that the tests read, made by us: `tests/corpus`.

`files` holds what is read as it should be, `cases` what people meet and readers find hard. Every
file is small and made up: positions lie in the ocean, names are of nobody. `expected.json` beside
them says what is right, worked out from what was put in and never from what our readers make of it.
"""
