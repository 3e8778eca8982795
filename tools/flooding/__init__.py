"""Floods a live backend with connections that are no use to anybody, and measures what a signed-in client notices."""
