"""How the tools and tests read openapi.yaml, and whether a message keeps to it."""
