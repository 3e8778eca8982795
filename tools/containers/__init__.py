"""The container image, without a builder: what its file says, what is wrong with it, and a rehearsal."""
