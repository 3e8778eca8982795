"""Types what the pages for new users print, in a terminal of a new user, and records it."""
