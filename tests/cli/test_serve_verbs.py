"""The receiver as it is started: listening, refusing, and ending in order."""

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import httpx2
import pytest

from jukung import messages
from jukung.agency import serving
from jukung.domain import errors
from network_makers import LOOPBACK

ENGLISH = ("--language", "en")

pytestmark = pytest.mark.allow_hosts(LOOPBACK)


@pytest.fixture
def agency_file(jukung, tmp_path):
    jukung("agency", "init", library="dinas.jukung-agency")
    return tmp_path / "dinas.jukung-agency"


@contextmanager
def started(agency_file):
    """The receiver in a process of its own, and where it listens."""
    command = [sys.executable, "-m", "jukung", "--library", str(agency_file), "--json"]
    with subprocess.Popen(  # noqa: S603 - our own program
        [*command, "agency", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
    ) as process:
        try:
            line = process.stdout.readline()
            yield process, json.loads(line)["address"]
        finally:
            process.kill()


@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_asked_to_end(agency_file, jukung, ends):
    with started(agency_file) as (process, address):
        health = httpx2.get(f"{address}/health").json()
        process.send_signal(ends)
        told, logged = process.communicate(timeout=60)

    assert health["ok"] is True
    assert process.returncode == 0
    assert json.loads(told) == {"stopped": address}
    assert " GET /health 200 - " in logged
    assert "Traceback" not in logged
    # The file was closed, and opens again.
    assert jukung("agency", "codes", "2026-10", library=agency_file.name).code == 0


def test_a_file_that_is_open_elsewhere_is_refused_in_a_sentence(agency_file, jukung):
    with started(agency_file):
        said = jukung("agency", "serve", "--port", "0", *ENGLISH, library=agency_file.name)

    assert said.code != 0
    assert "PostgreSQL" in said.err


def test_a_port_that_is_taken_is_refused_in_a_sentence(agency_file, jukung):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = jukung("agency", "serve", "--port", str(port), *ENGLISH, library=agency_file.name)

    assert said.code != 0
    assert f"127.0.0.1:{port}" in said.err
    assert "--port" in said.err


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 0), ("127.0.0.1", 99999)])
def test_a_place_where_it_may_not_listen_is_refused(host, port):
    with pytest.raises(errors.ListeningRefused) as told:
        serving.listen(host, port)

    assert f"{host}:{port}" in messages.sentence(told.value)


def test_its_address_must_be_one_that_libraries_can_use(agency_file, jukung):
    said = jukung(
        *("agency", "serve", "--port", "0", "--address", "http://lapor.example.id", *ENGLISH),
        library=agency_file.name,
    )

    assert said.code != 0
    assert "https://" in said.err


def test_its_help_says_whose_work_encryption_is(jukung):
    said = jukung("agency", "serve", "--help", *ENGLISH)

    assert "nginx" in said.out
