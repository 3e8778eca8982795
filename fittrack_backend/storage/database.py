"""Being written."""
def is_disk_full(error: Exception) -> bool:
    return False
