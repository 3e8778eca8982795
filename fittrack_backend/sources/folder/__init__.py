"""A folder that the server can read, or a mounted watch, as a source."""
