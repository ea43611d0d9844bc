"""The commands by name. The list is known at once; a command itself is loaded when it is called.

A name of either tongue enters, a parsed command leaves. Every command is one file of this folder,
or a room where one file is not enough, with a function `command`; what it says in its help stands
in `wording.toml`. Nothing here knows what commands do.
"""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from govkit.cli.help import page
from govkit.cli.plain import plainly
from govkit.cli.refusal import misused
from govkit.cli.roster import called, names, near
from govkit.cli.screen import Screen

SETTINGS = {"help_option_names": ["--help", "-h", "--帮助"], "allow_extra_args": True}


class Command(TyperCommand):
    """One command, its help in the tongue of the screen."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters; text and paths are taken as they were written."""
        return plainly(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        """The page that `--help` prints."""
        return page(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; a word too many is refused here, in the words of this project."""
        rest = super().parse_args(ctx, args)
        if ctx.args:
            raise misused("GOV805", value=str(ctx.args[0]))
        return rest


class Commands(TyperGroup):
    """The group behind `govkit`, which loads a command when it is asked for."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, as those of a command."""
        return plainly(super().get_params(ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, without loading any command."""
        return names()

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name. Raises `Refusal` (GOV801) where there is none."""
        name = called(cmd_name)
        if name not in names():
            raise misused("GOV801", near(cmd_name), name=cmd_name)
        return loaded(name)

    def get_help(self, ctx: Any) -> str:
        """The page that `govkit --help` prints."""
        return page(self, ctx)


def loaded(name: str) -> Any:
    """The command of a name, ready to be called."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    function = import_module(f"{__package__}.{name}").command
    app.command(name, cls=Command, context_settings=SETTINGS)(function)
    return get_command(app)


def govkit(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", "--版本")] = False,
) -> None:
    """What happens before any command: the version, or the help page where no command is named."""
    if version:
        from govkit.version import __version__

        typer.echo(f"govkit {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def group() -> Any:
    """The command `govkit` as a whole."""
    app = typer.Typer(
        cls=Commands,
        add_completion=False,
        rich_markup_mode=None,
        invoke_without_command=True,
        context_settings={"help_option_names": SETTINGS["help_option_names"]},
    )
    app.callback()(govkit)
    return get_command(app)


def screen_of(ctx: typer.Context) -> Screen:
    """The screen of the call a command belongs to."""
    screen: Screen = ctx.find_root().obj
    return screen
