"""Readers of the lists in Garmin's export of everything."""
