"""The FitTrack backend."""
