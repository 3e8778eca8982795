# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""Contains endpoint functions for accessing the API"""
