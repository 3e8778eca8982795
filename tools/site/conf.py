"""Sphinx's settings. Nothing is fetched, neither while the site is built nor by a page that is read."""

from __future__ import annotations

from fittrack_common.version import __version__

project = "FitTrack"
author = "the FitTrack developers"
release = version = __version__
extensions = ["myst_parser"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
root_doc = "index"
language = "en"
html_theme = "furo"
html_title = f"FitTrack {__version__}"
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
myst_heading_anchors = 4
"""As GitHub does, so that links to a heading work in both."""
highlight_language = "none"
"""What is indented is a screen or a shell; a fenced block names its language."""
suppress_warnings = ["misc.highlighting_failure"]
"""Drawings in Mermaid stay text: what would draw them is fetched by the reader's browser."""
