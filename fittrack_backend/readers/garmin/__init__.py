"""Reader of the answers of Garmin's Personal API, as a source keeps them: JSON in an envelope."""
