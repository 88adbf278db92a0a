"""What templates need to draw the fields of a form."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.safestring import SafeString

register = template.Library()

CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxInput, "sw-checkbox"),
    (forms.RadioSelect, ""),
    (forms.FileInput, "sw-file"),
    (forms.Select, "sw-select"),
    (forms.Textarea, "utrecht-textbox utrecht-textbox--html-textarea"),
    (Input, "utrecht-textbox utrecht-textbox--html-input"),
]


@register.filter
def control(field: BoundField) -> SafeString:
    """Draw the input itself, in the site's design; help and errors are tied to it by Django."""
    widget = field.field.widget
    design = next((name for kind, name in CLASSES if isinstance(widget, kind)), "")
    own = widget.attrs.get("class", "")
    attrs: dict[str, Any] = {"class": f"{design} {own}".strip()} if design or own else {}
    if field.errors:
        attrs["class"] = f"{attrs.get('class', '')} sw-invalid".strip()
    return field.as_widget(attrs=attrs)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def wrong_fields(form: forms.BaseForm) -> list[BoundField]:
    """Return the fields that something is wrong with, in the order of the page."""
    return [field for field in form.visible_fields() if field.errors]
