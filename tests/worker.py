"""The worker that does in the background what waits."""

from django.core.management import call_command


def work() -> None:
    """Do all that waits, as `manage.py db_worker` does, and stop."""
    call_command("db_worker", batch=True, startup_delay=False, interval=0, verbosity=0)
