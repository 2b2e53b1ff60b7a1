"""Streamlit servers to measure, each in a process of its own on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.error import URLError

ROOT: Final = Path(__file__).resolve().parent.parent
PATIENCE_S: Final = 60.0


def free_port() -> int:
    """Return a port nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(
    script: Path, environment: Mapping[str, str] | None = None, *, base_path: str = ""
) -> Iterator[str]:
    """Serve a Streamlit script or `st.App` file while the block runs; yield its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    options += ["--server.baseUrlPath", base_path] if base_path else []
    with running([*command, *options], port, ROOT, environment, base_path) as address:
        yield address


@contextmanager
def running(
    command: Sequence[str],
    port: int,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    base_path: str = "",
) -> Iterator[str]:
    """Run a command in a folder while the block runs, once it serves; yield its address."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/{base_path}".rstrip("/")
    try:
        _wait(f"{address}/_stcore/health", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own server
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server of {url} did not start")
