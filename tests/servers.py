"""A throw-away PostgreSQL server for the tests: Debian's, on a socket in a folder of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from functools import cache
from itertools import count
from pathlib import Path

OFF = ["fsync=off", "full_page_writes=off", "listen_addresses=", "max_connections=60"]


@cache
def programs():
    """The folder of the server's programs; None where it is not installed."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    found = places[0] if places else shutil.which("initdb")
    return Path(found).parent if found else None


class Server:
    """Runs as an unprivileged user, because it refuses the administrator."""

    def __init__(self, *, settings=OFF):
        self.folder = Path(tempfile.mkdtemp(prefix="jukung-pg-"))
        self._serial = count(1)
        self._data = self.folder / "data"
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self._run("initdb", "-D", self._data, "-U", "dinas", "-A", "trust", "-E", "UTF8", "-N")
        options = " ".join(
            f"-c {each}" for each in [*settings, f"unix_socket_directories={self.folder}"]
        )
        self._run(
            "pg_ctl", "-D", self._data, "-w", "-l", self.folder / "log", "-o", options, "start"
        )

    def a_database(self):
        """The address of a new, empty database."""
        name = f"d{next(self._serial)}"
        self._run("createdb", "-h", self.folder, "-U", "dinas", name)
        return self.address(name)

    def a_copy_of(self, address):
        """The address of a new database with what another one holds."""
        name = f"d{next(self._serial)}"
        of = _name_in(address)
        self._run("createdb", "-h", self.folder, "-U", "dinas", "-T", of, name)
        return self.address(name)

    def drop(self, address):
        """Remove a database again."""
        name = _name_in(address)
        self._run("dropdb", "-f", "-h", self.folder, "-U", "dinas", name)

    def address(self, name):
        return f"postgresql://dinas@/{name}?host={self.folder}"

    def stop(self):
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program, *words):
        command = [str(programs() / program), *map(str, words)]
        if os.geteuid() == 0:
            command = [
                "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
                *command,
            ]
        # Its own output goes to a file: a server that keeps a pipe open would hold us up.
        with (self.folder / "programs.log").open("ab") as log:
            subprocess.run(  # noqa: S603 - our own words
                command,
                check=True,
                stdout=log,
                stderr=log,
                cwd="/",
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            )


def _name_in(address):
    return address.split("?")[0].split("/")[-1]
