"""The programs that tools and tests start: a live backend, and the command line with a person at the prompt."""
