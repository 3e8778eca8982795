"""A Garmin account, read with its owner's key of the Personal API."""
