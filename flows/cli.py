"""The `khabar` command: its groups of commands, and how errors of use are told."""

from __future__ import annotations

import os
import sys

import typer

from flows.commands import coding, deciding, evaluating, explain, keeping, looking, places, reading

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="News articles into dated, geocoded political events, in a DuckDB warehouse.",
)
for group in (coding, reading, looking, explain, deciding, places, keeping, evaluating):
    app.add_typer(group.app)


def main() -> None:
    """Run the command; errors of use are told in one line, with KHABAR_DEBUG=1 with their traceback."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output has gone: no fault of ours
        sys.exit(0)
    except (OSError, ValueError, RuntimeError) as error:
        if os.environ.get("KHABAR_DEBUG"):
            raise
        from flows.show import harmless  # noqa: PLC0415 - rich is loaded for an error only

        typer.echo(f"khabar: {harmless(error) or type(error).__name__}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
