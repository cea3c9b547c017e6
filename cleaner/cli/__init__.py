"""The command `cleaner`: files in, journalism out. stdout carries data alone, messages go to stderr.

    cleaner [clean] [FILE...|-]   the article of each file or record
    cleaner explain FILE          what was removed, what nearly, and why
    cleaner diff FILE             the text with what was removed marked
    cleaner report FILE...        what was done with many articles, as one page of HTML
    cleaner check FILE...         a gate: what is removed against limits
    cleaner learn FILE...         lines that publishers repeat, proposed as rules
    cleaner review DIR            proposals accepted or rejected, and written as rules
    cleaner rules ...             rules listed, shown, tested and checked
    cleaner completion SHELL      completion of all this for a shell

Exit status: 0 all done, 1 some records failed, 2 usage, 3 a check failed, 4 nothing to read, 130 interrupted (143 and
129 by SIGTERM and SIGHUP). A pipe that its reader closes ends the command quietly.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from cleaner import __version__
from cleaner.cli.streams import (
    CHECK_FAILED,
    DONE,
    FAILED,
    INTERRUPTED,
    NOTHING,
    USAGE,
    UsageError,
    end_on_signals,
    open_closed,
    silence_stdout,
    tell,
)
from cleaner.errors import CleanerError, OutputError, RecordError

__all__ = ["CHECK_FAILED", "DONE", "FAILED", "INTERRUPTED", "NOTHING", "USAGE", "main"]

_DEFAULT = "clean"
_COMMANDS = {
    "clean": ("the article of each file or record (default)", "cleaning", "configure"),
    "explain": ("what was removed, what nearly, and why", "cleaning", "configure_explain"),
    "diff": ("the text with what was removed marked", "cleaning", "configure_diff"),
    "report": ("what was done with many articles, as one page of HTML", "report", "configure"),
    "check": ("a gate: what is removed against limits", "check", "configure"),
    "learn": ("lines that publishers repeat, proposed as rules", "learn", "configure"),
    "review": ("proposals accepted or rejected, and written as rules", "review", "configure"),
    "rules": ("rules listed, shown, tested and checked", "rules", "configure"),
    "completion": ("completion of commands and options for a shell", "completion", "configure"),
}
"""What each command is for, and the module under `cleaner.cli` and the function in it that give it its options."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status. `argv` is without the program's name; by default `sys.argv`."""
    open_closed()
    if argv is None:
        end_on_signals()
        # numpy's threads take time to start and have nothing to do: all our products are small. Workers inherit this.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    given = list(sys.argv[1:] if argv is None else argv)
    # Where they begin with no command and no option of the program itself, `clean` is meant.
    if not given or given[0] not in {*_COMMANDS, "-h", "--help", "--version"}:
        given.insert(0, _DEFAULT)
    try:
        # Only what the command at hand needs is imported.
        options = parser_of(given[:1]).parse_args(given)
    except SystemExit as stop:  # argparse has said why, or has shown the help or the version
        return stop.code if isinstance(stop.code, int) else USAGE
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except (OutputError, RecordError) as error:
        tell(str(error))
        silence_stdout()
        return FAILED
    except (UsageError, CleanerError) as error:  # such as a pack with faults
        tell(str(error))
        return USAGE
    except KeyboardInterrupt:
        silence_stdout()
        return INTERRUPTED
    except BrokenPipeError:
        silence_stdout()
        return DONE


def parser_of(commands: Sequence[str] = tuple(_COMMANDS)) -> argparse.ArgumentParser:
    """The parser of the program, with the options of these commands and the names of all."""
    parser = argparse.ArgumentParser(
        prog="cleaner",
        description="Takes donation appeals and publisher boilerplate out of news articles, and says what it took and why.",
        epilog="Without a command, `clean` is meant: `cleaner page.html`. A file that is named like a command is given as ./clean.",
    )
    parser.add_argument("--version", action="version", version=f"cleaner {__version__}")
    added = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (purpose, module, function) in _COMMANDS.items():
        command = added.add_parser(name, help=purpose, description=f"Writes {purpose}.")
        if name in commands:
            getattr(import_module(f"cleaner.cli.{module}"), function)(command)
    return parser
