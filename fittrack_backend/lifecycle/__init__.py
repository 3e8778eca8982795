"""The server as a process: running it here, starting and stopping it in the background, finding it.

Imports of `background`, `data_folder` and `failures` are light: the command line uses them, and the
server's own packages are not needed for that.
"""
