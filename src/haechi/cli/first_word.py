"""Groups of commands in which a first word that is no command is what the main one of them is about."""

from typing import Any, ClassVar

from typer.core import TyperGroup


class FirstWord(TyperGroup):
    """A group that reads `haechi watch hf` as `haechi watch item hf`; `command` names the main one."""

    command: ClassVar[str]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that the words ask for."""
        if args and self.get_command(ctx, args[0]) is None:
            args = [self.command, *args]
        return super().resolve_command(ctx, args)
