"""Programs that ask the stand-in by clients of others, run by the Python that has these; no module of ours."""
