"""A stand-in for Garmin's Personal API: what an account truly holds, and a server that tells it with faults.

`truth` is what it holds, `planting` makes one from a seed, `answers` puts it into Garmin's words, `files` makes what is downloaded,
`keys` gives tokens for keys, `faults` decides what goes wrong, `counting` keeps what was asked, `server` serves.
Run `python -m tests.servers.garmin --help` for one of its own.
"""
