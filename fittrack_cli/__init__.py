"""The command line of FitTrack."""
