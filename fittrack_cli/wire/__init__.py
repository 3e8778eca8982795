"""The connection to a backend: base URL, retries, deadlines, version gate, problems, events, downloads."""
