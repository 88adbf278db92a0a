"""Names that municipal packages still carry for what is called otherwise here.

Packages are older than the components. They use names that were dropped, and they set one thing
where our theme asks for another. Both are translated here: an editor can paste what they have.
"""

import re

from core.huisstijl.catalogue import catalogue

# A component that got another name: the begin of a token's name, and what it is now.
COMPONENTS: list[tuple[str, str]] = [
    (r"utrecht-heading([1-3])", r"utrecht-heading-\1"),
    (r"utrecht-breadcrumb(?!-nav)", "utrecht-breadcrumb-nav"),
    (r"utrecht-pageheader|utrecht-header(?!-)", "utrecht-page-header"),
    (r"utrecht-pagefooter|utrecht-footer(?!-)", "utrecht-page-footer"),
    (r"utrecht-skiplink", "utrecht-skip-link"),
    (r"utrecht-form-field-label", "utrecht-form-label"),
    (r"utrecht-(form-input|text-?input|input)", "utrecht-textbox"),
    (r"utrecht-paragraph-small-print", "utrecht-paragraph-small"),
    (r"utrecht-alert-(informative|information)", "utrecht-alert-info"),
    (r"utrecht-alert-(positive|success)", "utrecht-alert-ok"),
    (r"utrecht-alert-negative", "utrecht-alert-error"),
    (r"utrecht-button-primary(?!-action)", "utrecht-button-primary-action"),
    (r"utrecht-button-secondary(?!-action)", "utrecht-button-secondary-action"),
    (r"utrecht-button-tertiary", "utrecht-button-subtle"),
    (r"utrecht-blockquote-attribution", "utrecht-blockquote-caption"),
    (r"utrecht-page-(?=background-color|color)", "utrecht-document-"),
    (r"utrecht-(document-)?root(?=-background-color)", "utrecht-document"),
    (r"utrecht-table-header-cell(?=-background-color)", "utrecht-table-header"),
    (r"utrecht-pagination-(prev|next|previous)(-link)?", "utrecht-pagination-relative-link"),
    (r"utrecht-pagination-link", "utrecht-pagination-page-link"),
]

# A property that got another name, anywhere in a token's name.
PROPERTIES: list[tuple[str, str]] = [
    (r"(padding|margin)-left$", r"\1-inline-start"),
    (r"(padding|margin)-right$", r"\1-inline-end"),
    (r"(padding|margin)-top$", r"\1-block-start"),
    (r"(padding|margin)-bottom$", r"\1-block-end"),
    (r"min-height$", "min-block-size"),
    (r"min-width$", "min-inline-size"),
    (r"max-width$", "max-inline-size"),
    (r"transform-scale$", "scale"),
    (r"border-bottom-color$", "border-block-end-color"),
    (r"-familiy$", "-family"),
    (r"-background$", "-background-color"),
    (r"-backgroundcolor$", "-background-color"),
    (r"-bordercolor$", "-border-color"),
    (r"-fontsize$", "-font-size"),
    (r"-fontfamily$", "-font-family"),
    (r"-fontweight$", "-font-weight"),
    (r"-lineheight$", "-line-height"),
    (r"focus-border-(color|style|width)$", r"focus-outline-\1"),
    (r"text-underline-thickness$|underline-thickness$", "text-decoration-thickness"),
    (r"underline-offset$", "text-underline-offset"),
    (r"button-icon-gap$", "button-column-gap"),
    (r"alert-icon-gap$", "alert-column-gap"),
    (r"button-border-size$", "button-border-width"),
    (r"separator-size$", "separator-icon-size"),
]


def current_name(name: str) -> str:
    """Return what a stale name is called now, or the name itself when that leads nowhere."""
    if name in catalogue():
        return name
    component = name
    for old, new in COMPONENTS:
        component, count = re.subn(f"^(?:{old})", new, component)
        if count:
            break
    for candidate in (component, _property(component), _property(name)):
        if candidate in catalogue():
            return candidate
    return name


def _property(name: str) -> str:
    for old, new in PROPERTIES:
        found, count = re.subn(old, new, name)
        if count:
            return found
    return name


# Tokens that follow another one: (which is given, which then gets the same value). A later row may
# build on an earlier one; what an editor gives wins, except over what is marked with `!`.
STATES = ("", "hover-", "focus-", "active-")
FOLLOWERS: list[tuple[str, str]] = [
    # Our ordinary button is what a package calls the primary action.
    *(
        (f"utrecht-button-primary-action-{state}{what}", f"!utrecht-button-{state}{what}")
        for state in STATES
        for what in ("background-color", "border-color", "color")
    ),
    ("utrecht-button-primary-action-border-width", "!utrecht-button-border-width"),
    ("utrecht-button-primary-action-font-weight", "!utrecht-button-font-weight"),
    # A package says what components look like; our own parts follow those.
    ("utrecht-button-background-color", "samenwijk-color-primary"),
    ("utrecht-button-color", "samenwijk-color-on-primary"),
    ("utrecht-button-hover-background-color", "samenwijk-color-primary-hover"),
    ("utrecht-button-background-color", "utrecht-button-border-color"),
    ("utrecht-button-hover-background-color", "utrecht-button-hover-border-color"),
    ("utrecht-button-color", "utrecht-button-hover-color"),
    ("utrecht-button-color", "utrecht-button-focus-color"),
    ("utrecht-button-color", "utrecht-button-active-color"),
    ("utrecht-button-border-radius", "samenwijk-radius-pill"),
    ("utrecht-document-background-color", "samenwijk-color-page"),
    ("utrecht-document-color", "samenwijk-color-text"),
    ("utrecht-document-font-family", "samenwijk-font"),
    ("utrecht-heading-1-color", "utrecht-heading-color"),
    ("utrecht-heading-2-color", "utrecht-heading-color"),
    ("utrecht-heading-color", "samenwijk-color-heading"),
    ("utrecht-heading-1-font-family", "utrecht-heading-font-family"),
    ("utrecht-heading-2-font-family", "utrecht-heading-font-family"),
    ("utrecht-link-color", "samenwijk-color-link"),
    ("utrecht-link-color", "utrecht-link-visited-color"),
    ("utrecht-link-hover-color", "samenwijk-color-link-hover"),
    ("utrecht-page-header-color", "samenwijk-header-link-color"),
    ("utrecht-page-header-color", "samenwijk-header-soft-color"),
    ("utrecht-page-header-color", "samenwijk-header-mark-color"),
    ("utrecht-page-footer-background-color", "samenwijk-color-deep"),
    ("utrecht-page-footer-background-color", "samenwijk-color-panel"),
    ("utrecht-page-footer-color", "samenwijk-color-on-deep"),
    ("samenwijk-color-on-deep", "samenwijk-color-on-deep-soft"),
    ("samenwijk-color-on-deep", "samenwijk-color-on-deep-accent"),
    ("utrecht-page-footer-color", "samenwijk-footer-soft-color"),
    ("utrecht-page-footer-color", "samenwijk-footer-accent-color"),
    ("samenwijk-color-primary", "samenwijk-color-primary-hover"),
    ("samenwijk-color-accent", "samenwijk-color-accent-hover"),
]


def follow(values: dict[str, str]) -> dict[str, str]:
    """Return the values with those added that follow from them."""
    result = dict(values)
    for given, follower in FOLLOWERS:
        name = follower.removeprefix("!")
        if given in result and name in catalogue() and (name not in result or name != follower):
            result[name] = result[given]
    return result
