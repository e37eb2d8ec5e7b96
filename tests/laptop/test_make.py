"""What `make run` says when a machine is not ready for it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOBODY = 65534
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")


@pytest.fixture
def checkout() -> Iterator[Path]:
    """The files of a bare checkout that make looks at, where other users can reach them."""
    with tempfile.TemporaryDirectory(prefix="tobiishi-test-") as folder:
        for name in ("Makefile", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, folder)
        yield Path(folder)


def make_run(checkout: Path, user: int | None = None, **environ: str) -> list[str]:
    done = subprocess.run(
        (str(shutil.which("make")), "run"),
        cwd=checkout,
        env={**os.environ, **environ},
        user=user,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    lines = (done.stdout + done.stderr).splitlines()
    return [line for line in lines if not line.startswith("make")]


def test_no_fitting_python_is_one_clear_line(checkout: Path) -> None:
    programs = checkout / "bin"
    programs.mkdir()
    old = programs / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")  # says no to the question for its version
    old.chmod(0o755)
    (line,) = make_run(checkout, PATH=str(programs))
    assert line.startswith("Tobiishi needs Python 3.11, 3.12 or 3.13")
    assert not (checkout / ".venv").exists()


def test_a_python_without_venv_is_one_clear_line(checkout: Path) -> None:
    programs = checkout / "bin"
    programs.mkdir()
    bare = programs / "python3.12"
    bare.write_text('#!/bin/sh\n[ "$1" = -c ]\n')
    bare.chmod(0o755)
    (programs / "rm").symlink_to(str(shutil.which("rm")))
    (line,) = make_run(checkout, PATH=str(programs))
    assert line.startswith("python3.12 cannot make virtual environments: install its venv package")


def test_a_read_only_folder_is_one_clear_line(checkout: Path) -> None:
    checkout.chmod(0o555)
    (line,) = make_run(checkout, user=NOBODY if os.geteuid() == 0 else None)
    assert line.startswith("This folder cannot be written to: ")
    checkout.chmod(0o755)
