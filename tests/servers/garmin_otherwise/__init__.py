"""Another stand-in for Garmin's Personal API, written from the published facts without a look at the first one.

Where the facts leave something open, each of its dialects says something else.
"""
