# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""Contains methods for accessing the API"""
