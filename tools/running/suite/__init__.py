"""scripts/test: runs the tests, the longest files first, and those that failed once more, alone."""
