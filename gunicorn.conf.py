"""What gunicorn reads by itself when it starts in this folder; options on its command line win."""

import os

import gunicorn.http.wsgi

# Visitors need not know which program answers.
gunicorn.http.wsgi.SERVER = "web"

# `core.logs` writes the requests: gunicorn's own log has query strings and addresses of visitors.
accesslog = None

if os.environ.get("DJANGO_SETTINGS_MODULE") != "cms.settings.dev":
    logconfig_dict = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
        "handlers": {
            "stdout": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
                "formatter": "json",
            }
        },
        "root": {"handlers": ["stdout"], "level": "WARNING"},
        "loggers": {
            "gunicorn.error": {"handlers": ["stdout"], "level": "INFO", "propagate": False},
            "gunicorn.access": {"handlers": [], "propagate": False},
        },
    }
