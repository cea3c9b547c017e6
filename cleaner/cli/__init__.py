"""The command `cleaner`: files in, journalism out. stdout carries data alone, messages go to stderr.

    cleaner [clean] [FILE...|-]   the article of each file
    cleaner explain FILE          what was removed, what nearly, and why
    cleaner diff FILE             the text with what was removed marked
    cleaner rules ...             rules listed, shown, tested and checked

Exit status: 0 all done, 1 some files failed, 2 usage, 3 a check failed, 130 interrupted. A pipe that its reader closes
ends the command quietly.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from cleaner import __version__
from cleaner.cli import cleaning, rules
from cleaner.cli.streams import CHECK_FAILED, DONE, FAILED, INTERRUPTED, USAGE, UsageError, silence_stdout, tell
from cleaner.errors import CleanerError

__all__ = ["CHECK_FAILED", "DONE", "FAILED", "INTERRUPTED", "USAGE", "main"]

_DEFAULT = "clean"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status. `argv` is without the program's name; by default `sys.argv`."""
    parser = argparse.ArgumentParser(
        prog="cleaner",
        description="Takes donation appeals and publisher boilerplate out of news articles, and says what it took and why.",
        epilog="Without a command, `clean` is meant: `cleaner page.html`. A file that is named like a command is given as ./clean.",
    )
    parser.add_argument("--version", action="version", version=f"cleaner {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    cleaning.add_commands(commands)
    rules.add_commands(commands)
    given = list(sys.argv[1:] if argv is None else argv)
    # Where they begin with no command and no option of the program itself, `clean` is meant.
    if not given or given[0] not in {*commands.choices, "-h", "--help", "--version"}:
        given.insert(0, _DEFAULT)
    try:
        options = parser.parse_args(given)
    except SystemExit as stop:  # argparse has said why, or has shown the help or the version
        return stop.code if isinstance(stop.code, int) else USAGE
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except (UsageError, CleanerError) as error:  # such as a pack with faults
        tell(str(error))
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        silence_stdout()
        return DONE
