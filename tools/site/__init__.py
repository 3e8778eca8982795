"""The documentation as a site: what `scripts/docs` builds."""
