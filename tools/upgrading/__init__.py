"""Two versions of FitTrack beside each other on one database, as during an upgrade."""
