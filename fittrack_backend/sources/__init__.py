"""Where data comes from: a folder, or a mounted watch."""
