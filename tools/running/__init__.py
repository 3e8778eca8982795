"""The programs that tools and tests start: a live backend, the command line with a person at the prompt; and the suite of tests."""
