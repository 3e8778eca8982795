"""FIT files: the protocol from bytes to messages, and records from messages."""
