"""`cleaner completion`: a script that completes commands, options and their choices, made from the parser itself."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cleaner.cli.streams import DONE, put

_HOW = """how to use it:
  bash   source <(cleaner completion bash)      in ~/.bashrc
  zsh    source <(cleaner completion zsh)       in ~/.zshrc, behind compinit
  fish   cleaner completion fish > ~/.config/fish/completions/cleaner.fish
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `completion` to its parser."""
    parser.description = "Writes a script that completes what is typed."
    parser.epilog = _HOW
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("shell", choices=tuple(_SCRIPTS), help="the shell to write it for")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from cleaner.cli import parser_of

    commands = dict(_commands(parser_of(), ()))
    put([_SCRIPTS[options.shell](commands)], end="")
    return DONE


@dataclass(frozen=True, slots=True)
class _Command:
    """What may follow the words of a command."""

    words: tuple[tuple[str, str], ...]
    """Its commands, and its options that begin with dashes, each with what it is for."""
    values: Mapping[str, tuple[str, ...]]
    """The choices of the options that have some; () for a value of another sort."""
    choices: tuple[str, ...]
    """The choices of what it takes without an option."""


def _commands(parser: argparse.ArgumentParser, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], _Command]]:
    """The commands of a parser by their words, the program itself first."""
    words: list[tuple[str, str]] = []
    values: dict[str, tuple[str, ...]] = {}
    choices: list[str] = []
    within: list[tuple[str, argparse.ArgumentParser]] = []
    for action in parser._actions:  # argparse has no other way to them
        purpose = (action.help or "").replace("%%", "%")
        if isinstance(action, argparse._SubParsersAction):
            within += action.choices.items()
            words += [(choice.dest, choice.help or "") for choice in action._choices_actions]
        elif not action.option_strings:
            choices += map(str, action.choices or ())
        else:
            words += [(name, purpose) for name in action.option_strings]
            if action.nargs != 0:
                values |= dict.fromkeys(action.option_strings, tuple(map(str, action.choices or ())))
    yield path, _Command(tuple(words), values, tuple(choices))
    for name, child in within:
        yield from _commands(child, (*path, name))


def _bash(commands: Mapping[tuple[str, ...], _Command]) -> str:
    """The script of bash; what it does not know is completed as a file."""
    cases, values = [], []
    for path, command in commands.items():
        # Without a command, clean is meant: its options may follow at once.
        meant = command.words if path else tuple(dict.fromkeys((*command.words, *commands[("clean",)].words)))
        words = " ".join([*(word for word, _ in meant), *command.choices])
        cases.append(f'    "{" ".join(path)}") words="{words}" ;;')
        for option, choices in command.values.items():
            values.append(f'    "{" ".join((*path, option))}") words="{" ".join(choices)}"; value=1 ;;')
    return _BASH.format(paths=_paths(commands), cases="\n".join(cases), values="\n".join(values))


def _zsh(commands: Mapping[tuple[str, ...], _Command]) -> str:
    """The script of zsh: that of bash, which zsh can take."""
    return "autoload -U +X bashcompinit && bashcompinit\n" + _bash(commands)


def _fish(commands: Mapping[tuple[str, ...], _Command]) -> str:
    """The script of fish."""
    names = " ".join(word for word, _ in commands[()].words if not word.startswith("-"))
    lines = ["# Completion of the command cleaner."]
    for path, command in commands.items():
        seen = "; and ".join(f"__fish_seen_subcommand_from {word}" for word in path) or f"not __fish_seen_subcommand_from {names}"
        for word, purpose in command.words:
            given = f"-l {word[2:]}" if word.startswith("--") else f"-o {word[1:]}" if word.startswith("-") else f"-f -a {word}"
            choices = command.values.get(word)
            value = "" if choices is None else f" -x -a '{' '.join(choices)}'" if choices else " -r"
            lines.append(f"complete -c cleaner -n '{seen}' {given}{value} -d '{_quoted(purpose)}'")
        if command.choices:
            lines.append(f"complete -c cleaner -n '{seen}' -f -a '{' '.join(command.choices)}'")
    return "\n".join(lines) + "\n"


def _quoted(purpose: str) -> str:
    return purpose.partition(";")[0].replace("\\", "\\\\").replace("'", "\\'")


def _paths(commands: Mapping[tuple[str, ...], _Command]) -> str:
    return "|".join(f'"{" ".join(path)}"' for path in commands if path)


_BASH = """# Completion of the command cleaner.
_cleaner() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" path="" words="" value="" i try
  for ((i = 1; i < COMP_CWORD; i++)); do
    try="${{path:+$path }}${{COMP_WORDS[i]}}"
    case "$try" in
      {paths}) path="$try" ;;
    esac
  done
  COMPREPLY=()
  case "$path" in
{cases}
  esac
  case "${{path:-clean}}${{before:+ $before}}" in
{values}
  esac
  if [[ -n "$words" ]]; then COMPREPLY=($(compgen -W "$words" -- "$word")); fi
  if [[ -n "$value" && -z "$words" ]] || [[ -z "$value" && "$word" != -* ]]; then
    COMPREPLY+=($(compgen -f -- "$word"))
  fi
}}
complete -o filenames -F _cleaner cleaner
"""

_SCRIPTS: Mapping[str, Callable[[Mapping[tuple[str, ...], _Command]], str]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
