"""Writes the three tones of `resources/sounds`; run once when they change.

    python packaging/sounds.py

Short sine tones that fade in and out, so that no loudspeaker clicks.
"""

# ruff: noqa: INP001 - packaging must never be a package, it would shadow the library

import math
import struct
import wave
from pathlib import Path

RATE = 22_050
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "sounds"

# Each tone is a row of (hertz, seconds, loudness).
TONES = {
    "done": [(880, 0.07, 0.35), (1318.5, 0.11, 0.35)],
    "attention": [(659.3, 0.11, 0.4), (0, 0.05, 0), (659.3, 0.13, 0.4)],
    "refused": [(294, 0.14, 0.5), (220, 0.24, 0.5)],
}


def samples(hertz: float, seconds: float, loudness: float) -> list[int]:
    """One tone with soft ends and a little of its octave, as 16-bit samples."""
    count = round(RATE * seconds)
    edge = RATE * 0.008
    made = []
    for place in range(count):
        soft = min(1.0, place / edge, (count - place) / edge)
        turn = 2 * math.pi * hertz * place / RATE
        swing = math.sin(turn) + 0.2 * math.sin(2 * turn)
        made.append(round(swing / 1.2 * soft * loudness * 32_767))
    return made


def write(name: str) -> None:
    """Write one tone's file."""
    frames = [sample for part in TONES[name] for sample in samples(*part)]
    with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(frames)}h", *frames))


if __name__ == "__main__":
    for tone in TONES:
        write(tone)
