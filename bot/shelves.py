"""Where media lie: a folder, or an S3-compatible store with that folder as its cache.

A file never changes under its name, so a copy is as good as the original.
"""

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from minio import Minio

CACHE_BYTES = 2 * 1024**3


class ShelfAway(Exception):
    """The store did not answer, or refuses us: whether it has the file nobody knows."""


class Shelf(Protocol):
    """`folder`: on this machine, also for what can be made again."""

    @property
    def folder(self) -> Path: ...

    def has(self, name: str) -> bool: ...

    def put(self, name: str, body: bytes) -> None: ...

    def remove(self, name: str) -> None:
        """Also where there is none."""

    def find(self, name: str) -> Path | None: ...


@dataclass(frozen=True)
class FolderShelf:
    folder: Path

    def has(self, name: str) -> bool:
        return (self.folder / name).is_file()

    def put(self, name: str, body: bytes) -> None:
        """Whole or not at all, also when the machine stops half-way."""
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = self.folder / f".{name}.{os.getpid()}"
        with unfinished.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self.folder / name)

    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    def find(self, name: str) -> Path | None:
        path = (self.folder / name).absolute()
        return path if path.is_file() else None


@dataclass(frozen=True)
class S3Shelf:
    client: "Minio"
    bucket: str
    cache: FolderShelf
    cache_bytes: int = CACHE_BYTES

    @property
    def folder(self) -> Path:
        return self.cache.folder

    def has(self, name: str) -> bool:
        return self._asked("stat_object", name) is not None

    def put(self, name: str, body: bytes) -> None:
        self._asked("put_object", name, io.BytesIO(body), len(body))
        self.cache.put(name, body)

    def remove(self, name: str) -> None:
        self._asked("remove_object", name)
        self.cache.remove(name)

    def find(self, name: str) -> Path | None:
        found = self.cache.find(name) or self._fetched(name)
        if found:
            found.touch()  # for `_prune`: it was wanted just now
        return found

    def _fetched(self, name: str) -> Path | None:
        body = self._asked("get_object", name)
        if body is None:
            return None
        self.cache.put(name, body)
        self._prune(name)
        return self.cache.find(name)

    def _asked(self, act: str, name: str, *more: object) -> Any:
        """What it answers, a body whole; None where there is no such file."""
        from minio.error import MinioException, S3Error
        from urllib3 import BaseHTTPResponse
        from urllib3.exceptions import HTTPError

        try:
            answer = getattr(self.client, act)(self.bucket, name, *more)
            if isinstance(answer, BaseHTTPResponse):
                with answer:
                    return answer.read()
            return answer
        except S3Error as error:
            if error.code in ("NoSuchKey", "NoSuchObject"):
                return None
            raise ShelfAway(error.code) from error
        except (MinioException, HTTPError, OSError) as error:
            raise ShelfAway(type(error).__name__) from error

    def _prune(self, kept: str) -> None:
        """What was wanted longest ago goes, until the rest fits."""
        files = [(path, path.stat()) for path in self.folder.iterdir() if path.is_file()]
        size = sum(stat.st_size for _, stat in files)
        for path, stat in sorted(files, key=lambda each: each[1].st_mtime):
            if size <= self.cache_bytes:
                return
            if path.name != kept:
                path.unlink(missing_ok=True)
                size -= stat.st_size


def s3_client(endpoint: str, region: str, access_key: str, secret_key: str) -> "Minio":
    """`endpoint`: with its scheme. Raises ImportError without the extra `s3`."""
    from minio import Minio
    from urllib3 import PoolManager, Retry, Timeout

    scheme, _, host = endpoint.partition("://")
    patience = Timeout(connect=5, read=30)
    return Minio(
        host,
        access_key=access_key,
        secret_key=secret_key,
        secure=scheme == "https",
        region=region,
        http_client=PoolManager(timeout=patience, retries=Retry(2, redirect=0)),
    )
