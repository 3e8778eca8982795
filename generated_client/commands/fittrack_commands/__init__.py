# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api`: a command for each operation."""
