"""`fittrack quickstart`: from nothing to a synced folder."""
