import wave

import pytest

from jukung.ui import sounds


@pytest.mark.parametrize("tone", sounds.TONES)
def test_every_tone_is_a_short_sound(tone):
    with wave.open(str(sounds.file_of(tone))) as file:
        seconds = file.getnframes() / file.getframerate()

    assert 0.05 < seconds < 0.5


def test_sounds_can_be_switched_off():
    sounds.switch(on=False)

    sounds.play("done")

    assert not sounds.is_on()
