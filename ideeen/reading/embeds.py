"""Ideas on the pages of others, in a frame: the only pages of the site that may stand in one."""

from typing import Any

from django.http import HttpResponse

ANYWHERE = ["*"]
NOTHING = ["'none'"]


def embeddable(answer: HttpResponse, *, with_script: bool) -> HttpResponse:
    """Let any page show this answer in a frame; without scripts unless it is the map."""
    policy = {"frame-ancestors": ANYWHERE, "form-action": NOTHING, "frame-src": NOTHING}
    if not with_script:
        policy |= {"script-src": NOTHING, "connect-src": NOTHING}
    marked: Any = answer
    marked._csp_replace = policy  # noqa: SLF001  # how django-csp is told
    marked.xframe_options_exempt = True
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    # The page around it is nobody's business here, and the other way round.
    answer["Referrer-Policy"] = "no-referrer"
    return answer
