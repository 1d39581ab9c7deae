"""A PostgreSQL and a Chroma server of a test's own on this machine, which can be killed and started again."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

POSTGRES = max(map(str, Path("/usr/lib/postgresql").glob("*/bin")), default="")  # where Debian has it
SECONDS = 60
"""How long a server may take to start."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Postgres:
    """A PostgreSQL server; it refuses to run as root, so then it runs as nobody."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="interview-qa-postgres-"))
        self.port = free_port()
        self.address = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"
        self._user = "nobody" if os.geteuid() == 0 else None
        if self._user:
            owner = pwd.getpwnam(self._user)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self._run("initdb", "-D", self.folder / "data", "-A", "trust", "-U", "postgres", "-N").wait()
        self._process = self._started()

    def restart(self) -> None:
        self._process = self._started()

    def kill(self) -> None:
        """End it and everything that it started, at once."""
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", self.folder / "data").wait()
        self._process.wait()

    def close(self) -> None:
        if self._process.poll() is None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _started(self) -> subprocess.Popen[bytes]:
        process = self._run(
            "postgres", "-D", self.folder / "data", "-p", str(self.port), "-k", self.folder, "-h", "127.0.0.1"
        )
        until = time.monotonic() + SECONDS
        ready = [self._tool("pg_isready"), "-h", "127.0.0.1", "-p", str(self.port), "-q"]
        while subprocess.run(ready, check=False).returncode:
            assert time.monotonic() < until
            time.sleep(0.1)
        return process

    def _run(self, tool: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [self._tool(tool), *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self._as()
        )

    def _as(self) -> dict[str, str]:
        return {"user": self._user, "cwd": str(self.folder)} if self._user else {"cwd": str(self.folder)}

    def _tool(self, name: str) -> str:
        found = shutil.which(name, path=f"{POSTGRES}:{os.environ['PATH']}")
        assert found, f"{name} is missing; install Debian's postgresql"
        return found


class Chroma:
    """A Chroma server that keeps its vectors in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.restart()

    def restart(self) -> None:
        command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(self.folder)]
        self._process = subprocess.Popen([*command, "--port", str(self.port)], stdout=subprocess.DEVNULL)
        until = time.monotonic() + SECONDS
        while True:
            try:
                return urllib.request.urlopen(f"{self.address}/api/v2/heartbeat").close()
            except urllib.error.URLError:
                assert time.monotonic() < until
                time.sleep(0.1)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
