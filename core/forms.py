"""Forms of the admin that know whose municipality they are for.

A dialog offers the own pages, pictures and snippets, but what it sends is a number, and anybody can
send another one: a form has to look at it again.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from core.permissions import MunicipalPermissionPolicy, may_see


class OwnReferencesMixin:
    """Refuses a reference that is new and leads to what the person at the form may not see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        form: Any = self
        stored = references(form.instance) if form.instance.pk else []
        self.known = {(model, key) for _field, model, key in stored}

    def is_valid(self) -> bool:
        form: Any = self
        if not super().is_valid():  # type: ignore[misc]
            return False
        user = form.for_user
        if user is None or user.is_superuser:
            return True
        for field, model, key in references(form.instance):
            self._check(form, field, model, key)
        for formset in getattr(form, "formsets", {}).values():
            for child in formset.forms:
                for field, value in child.cleaned_data.items():
                    if isinstance(value, Model) and is_limited(type(value)):
                        self._check(child, field, type(value), value.pk)
        return not form.errors and all(
            formset.is_valid() for formset in getattr(form, "formsets", {}).values()
        )

    def _check(self, form: Any, field: str, model: type[Model], key: int) -> None:
        user = self.for_user  # type: ignore[attr-defined]
        if (model, key) not in self.known and not may_see(user, model, [key]):
            error = ValidationError(_("Kies iets van uw eigen wijk of gemeente."))
            form.add_error(field if field in form.fields else None, error)


def references(instance: Model) -> Iterator[tuple[str, type[Model], int]]:
    """Yield field, model and number of what an object refers to and not every editor may see."""
    found = ReferenceIndex._extract_references_from_object(instance)  # noqa: SLF001
    for content_type, key, path, _content_path in found:
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model and is_limited(model):
            yield path.partition(".")[0], model, int(key)


def is_limited(model: type[Model]) -> bool:
    """Say whether objects of this type belong to a neighbourhood or a municipality."""
    if issubclass(model, (Page, get_image_model(), get_document_model())):
        return True
    policy = policy_registry.get_by_type(model, fallback=False)
    return isinstance(policy, MunicipalPermissionPolicy)


class SitePageForm(OwnReferencesMixin, WagtailAdminPageForm):
    """The form of every page."""


class MunicipalForm(OwnReferencesMixin, WagtailAdminModelForm):
    """The form of a `MunicipalModel`: asks for the municipality only where there is a choice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = policy_registry.get_by_type(self._meta.model)
        action = "change" if self.instance.pk else "add"
        sites = policy.sites_user_has_any_permission_for(self.for_user, {action})
        choices = list(sites[:2])
        if len(choices) == 1:
            self.instance.site = choices[0]
            del self.fields["site"]
        else:
            self.fields["site"].queryset = sites

    def _get_validation_exclusions(self) -> set[str]:
        """Check what has to be unique per municipality, though its field is not in the form."""
        return set(super()._get_validation_exclusions()) - {"site"}

    def _update_errors(self, errors: ValidationError) -> None:
        """Show an error of the municipality's field above the form when the field isn't in it."""
        if hasattr(errors, "error_dict") and "site" not in self.fields:
            errors.error_dict.setdefault("__all__", []).extend(errors.error_dict.pop("site", []))
        super()._update_errors(errors)
