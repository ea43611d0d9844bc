"""`python -m service token | serve | work`: makes a token, answers requests, does what is due."""

import secrets
import time
from hashlib import sha256

import sqlalchemy as sa
import typer
import uvicorn

from service import store
from service.app import create
from service.desk import BUSY, Desk

commands = typer.Typer(add_completion=False, no_args_is_help=True)


@commands.command()
def token(actor: str, unit: str = "", ref: list[str] | None = None, operator: bool = False) -> None:
    """Make a token for a key of your own (no name) that holds posts (--ref) at a unit."""
    known, made = (desk := Desk()).current.model, secrets.token_urlsafe(32)
    places = known.tree.readings(unit) if unit else ()
    wrong = [] if len(places) == bool(unit) else [unit]
    if wrong := wrong + [name for name in ref or [] if known.get(name) is None]:
        raise typer.BadParameter(f"模型里没有 not in the model: {', '.join(wrong)}")
    row = {"hash": sha256(made.encode()).hexdigest(), "actor": actor, "refs": ref or [],
           "unit": places[0].id if unit else "", "operator": operator}  # fmt: skip
    with desk.db.begin() as db:
        db.execute(sa.insert(store.tokens).values(row))
    print(made)


@commands.command()
def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Answer requests."""
    uvicorn.run(create(Desk()), host=host, port=port, log_level="warning")


@commands.command()
def work(every: float = 1.0) -> None:
    """Do what is due, for ever; several may run at once."""
    desk = Desk()
    while True:
        try:
            time.sleep(0 if desk.fire() else every)
        except BUSY as error:
            print(f"数据库暂时不能用 the database is not there: {error.orig}", flush=True)
            time.sleep(every)


if __name__ == "__main__":
    commands()
