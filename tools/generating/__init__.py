"""What scripts/regenerate-client does: everything below generated_client/, from openapi.yaml."""
