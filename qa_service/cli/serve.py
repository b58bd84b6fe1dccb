"""`serve` and `worker`: the processes of the running service."""

import gc
import os
import signal
import socket
import sys
from typing import Annotated

import typer

from qa_service.errors import BadInput, reason, say
from qa_service.settings import Settings


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command()(serve)
    app.command()(worker)


def settle() -> None:
    """Spare answers the search for garbage, once start-up is done.

    What start-up made stays until the end: looking through it would add 70 ms to one answer in ten. What answers leave
    behind is young: it is looked for a little at a time (5,000 objects, some 9 ms), the old seldom.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 10, 1_000)


def listening(host: str, port: int) -> socket.socket:
    """The address, taken before anything is started. Raises BadInput where it cannot be had."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        what = say(
            "port {port} of {host} cannot be listened on ({reason})",
            port=port,
            host=host,
            reason=str(reason(error)).partition(" (")[0],
        )
        raise BadInput(what, hint="stop what uses it, or set another QA_PORT or QA_HOST") from error


def serve(
    no_worker: Annotated[bool, typer.Option("--no-worker", help="API only; workers run elsewhere.")] = False,
) -> None:
    """Start the API and, as a process of its own, one worker."""
    from qa_service import logs
    from qa_service.app import create_app
    from qa_service.bootstrap import opening, service
    from qa_service.http import connections
    from qa_service.worker.supervise import Worker

    settings = Settings()
    logs.configure(settings.log_level)
    port = listening(settings.host, settings.port)
    opening.wait_for_database(settings)
    dependencies = service.dependencies(settings)
    dependencies.open_intake()  # with another secret than the database's nothing is served
    app = create_app(dependencies)
    # uvicorn raises the signal again when it has shut down; this turns it into an orderly end, `finally` included.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    child = None if no_worker else Worker()
    settle()
    print(f"qa-service: http://{settings.host}:{settings.port} (API description: /openapi.json)", file=sys.stderr)
    try:
        connections.server(app, settings.trusted_proxies, timeout_graceful_shutdown=30).run(sockets=[port])
    finally:
        if child is not None:
            child.stop()


def worker(
    check: Annotated[bool, typer.Option("--check", help="Only tell whether the workers of this machine work.")] = False,
    with_parent: Annotated[bool, typer.Option("--with-parent", hidden=True)] = False,
) -> None:
    """Analyse what is waiting, until stopped."""
    if check:
        _check()
        return
    from qa_service import logs
    from qa_service.bootstrap import opening, service
    from qa_service.worker.loop import run_worker
    from qa_service.worker.supervise import stop_with_parent

    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # a worker never fetches: `models fetch` does, when it is asked to
    settings = Settings()
    logs.configure(settings.log_level)
    os.nice(settings.worker_nice)
    opening.wait_for_database(settings)
    steps = service.steps(settings)
    if with_parent:
        stop_with_parent()
    run_worker(steps, service.worker_config(settings))


def _check() -> None:
    """Says how many workers of this machine take work; exit status 1 where none does."""
    from qa_service.bootstrap import opening
    from qa_service.services import health

    host = socket.gethostname()
    workers = health.workers_of(opening.as_it_is(Settings()), host)
    idle = [trouble for trouble in workers if trouble is not None]
    typer.echo(f"{len(workers) - len(idle)} of {len(workers)} workers on {host} take work")
    for trouble in idle:
        typer.echo(f"a worker takes no work: {trouble}")
    if len(idle) == len(workers):
        raise typer.Exit(1)
