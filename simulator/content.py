"""What people sent as pictures, films and sounds; on disk when there is a folder."""

from pathlib import Path

WITHDRAWN = "gone"  # in place of a content type


class ContentStore:
    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._kept: dict[str, tuple[str, bytes]] = {}

    def save(self, name: str, content_type: str, data: bytes) -> None:
        if self._folder is None:
            self._kept[name] = (content_type, data)
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / f"{name}.type").write_text(content_type)
        (self._folder / name).write_bytes(data)

    def withdraw(self, name: str) -> None:
        """Its sender took it back."""
        self.save(name, WITHDRAWN, b"")

    def find(self, name: str) -> tuple[str, bytes] | None:
        if self._folder is None or not name.replace("-", "").isalnum():
            return self._kept.get(name)
        try:
            kind = (self._folder / f"{name}.type").read_text()
            return kind, (self._folder / name).read_bytes()
        except OSError:
            return None
