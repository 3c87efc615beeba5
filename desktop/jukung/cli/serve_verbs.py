"""The receiver of an agency, until Ctrl+C or SIGTERM."""

import json
import logging
import sys
from argparse import Namespace
from pathlib import Path

from jukung import places
from jukung.agency import public_card, serving
from jukung.agency.office import Office, open_office
from jukung.agency.receiver import receiver
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import own_place
from jukung.domain import errors
from jukung.words import _


def serve(arguments: Namespace) -> Answer:
    """Take parcels over the network."""
    office = _opened(arguments)
    try:
        if arguments.address is not None:
            with office.changing() as desk:
                public_card.choose_address(desk, arguments.address)
        app = receiver(office, behind_proxy=arguments.behind_proxy)
        listening = serving.listen(arguments.host, arguments.port)
        address = serving.address_of(listening)
        _log_to_stderr()
        serving.serve(app, listening, ready=lambda: _say(address, as_json=bool(arguments.json)))
    finally:
        office.close()
    return Answer({"stopped": address}, (_("Stopped; every parcel was answered."),))


def _opened(arguments: Namespace) -> Office:
    place = arguments.library or own_place(places.usual_agency)
    try:
        return open_office(place)
    except errors.FileOpenElsewhere as fault:
        raise errors.AgencyOpenElsewhere(str(Path(place).name)) from fault


def _say(address: str, *, as_json: bool) -> None:
    words = _("Takes parcels at {address} until Ctrl+C. Encryption is the proxy's work.")
    line = json.dumps({"address": address}) if as_json else words.format(address=address)
    print(line, flush=True)


def _log_to_stderr() -> None:
    for name in ("jukung.receiver", "uvicorn.error"):
        log = logging.getLogger(name)
        log.propagate = False
        log.handlers = [logging.StreamHandler(sys.stderr)]
        log.setLevel(logging.INFO if name.startswith("jukung") else logging.WARNING)
