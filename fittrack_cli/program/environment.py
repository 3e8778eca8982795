"""The variables that the command line reads, besides those of the common options."""

from __future__ import annotations

VARIABLES = (
    ("FITTRACK_TOKEN", "An access token for scripts, instead of a session."),
    ("FITTRACK_USERNAME", "The account for fittrack auth login."),
    ("FITTRACK_MFA_CODE", "A code of the second factor for fittrack auth login."),
    ("FORCE_COLOR", "Colours also where results go to a file or a pipe."),
    ("CLICOLOR_FORCE", "The same."),
    ("FITTRACK_PAGER", "The pager for long results on a terminal; cat for none."),
    ("PAGER", "The same, where FITTRACK_PAGER is not set (default: less)."),
    ("FITTRACK_CONFIG_DIR", "The folder of settings and token files."),
    ("FITTRACK_CACHE_DIR", "The folder for what may be lost, such as ids for TAB."),
    ("FITTRACK_DATA_DIR", "The data folder of the backend on this machine."),
)
"""Each with its meaning. A test compares them with the code."""
