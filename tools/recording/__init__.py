"""What scripts/record-cassettes does: scenarios, their recording, and what they cover."""
