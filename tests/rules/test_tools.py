"""What the tools say belongs to the tests: when these are green, everything is."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "--no-fix", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports", "--no-cache"],
    ],
    ids=["ruff-check", "ruff-format", "mypy", "lint-imports"],
)
def test_a_tool_has_nothing_to_say(command):
    tool = TOOLS / command[0]

    said = subprocess.run(  # noqa: S603 - our own tools
        [tool, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert said.returncode == 0, said.stdout + said.stderr
