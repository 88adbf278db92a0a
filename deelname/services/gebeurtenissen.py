"""Writing down what happened, in the transaction in which it happens."""

from typing import Any

from django.utils import timezone

from deelname.models import Gebeurtenis


def record_event(onderwerp: Any, soort: str, *, public: bool, **data: Any) -> Gebeurtenis:
    """Add an event about something; it is public when the thing itself is too, now or later."""
    now = timezone.now()
    return Gebeurtenis.objects.create(
        onderwerp=onderwerp,
        soort=soort,
        site_id=onderwerp.site_id,
        wijk_id=onderwerp.wijk_id,
        lat=onderwerp.lat,
        lon=onderwerp.lon,
        at=now,
        is_public=public and onderwerp.is_public,
        public_since=now if public else None,
        data=data,
    )


def hide_events(onderwerp: Any) -> None:
    """Take the events of something out of the public eye, as it is hidden itself."""
    Gebeurtenis.objects.about(onderwerp).filter(is_public=True).update(is_public=False)


def show_events(onderwerp: Any) -> None:
    """Show again what was public before it was hidden."""
    hidden = Gebeurtenis.objects.about(onderwerp).filter(public_since__isnull=False)
    hidden.update(is_public=True)
