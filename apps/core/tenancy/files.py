"""The folder of a client's own in the file storage. No address serves it."""

from django.core.files.storage import Storage, default_storage


def folder_of(schema_name: str) -> str:
    return f"clients/{schema_name}"


def erase_files(schema_name: str) -> None:
    """Delete everything in a client's folder; nothing when there is none. A second run ends what the first began."""
    _erase(default_storage, folder_of(schema_name))


def _erase(storage: Storage, folder: str) -> None:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        storage.delete(f"{folder}/{name}")
    for name in folders:
        _erase(storage, f"{folder}/{name}")
    storage.delete(folder)  # an empty folder of a disk; other storages have none
