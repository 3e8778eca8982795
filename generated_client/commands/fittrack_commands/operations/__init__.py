# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""One module an operation; imported when it is called."""
