"""Starts Jukung: with a verb on the command line, without one in its window."""

import gc
import sys

from jukung import screen


def main() -> None:
    """Open the window, or run the verb that was typed."""
    arguments = sys.argv[1:]
    if _asks_for_window(arguments) and not screen.is_missing():
        # A dozen searches for garbage among classes that all stay would hold up
        # the first window; `app` begins them once it is painted.
        gc.disable()
        from jukung.app import run  # noqa: PLC0415 - windows only where they are wanted

        sys.exit(run(_named_file(arguments)))
    if arguments == ["vault"]:
        # Started by the main window alone, which speaks to it through its pipes.
        from jukung.app import run_vault  # noqa: PLC0415 - as above

        sys.exit(run_vault())
    from jukung import cli  # noqa: PLC0415 - as above

    sys.exit(cli.main(arguments))


def _asks_for_window(arguments: list[str]) -> bool:
    return not arguments or (
        arguments[0].startswith("--library") and len(arguments) == (1 if "=" in arguments[0] else 2)
    )


def _named_file(arguments: list[str]) -> str | None:
    return arguments[-1].removeprefix("--library=") if arguments else None


if __name__ == "__main__":
    main()
