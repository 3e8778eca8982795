# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""A client library for accessing FitTrack"""
