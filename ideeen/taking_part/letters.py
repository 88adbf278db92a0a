"""What mails about the steps of an idea say."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bewoners.models import User
from deelname.mailing import Letter
from ideeen.models import Idee, Stap
from ideeen.workflow import TERMS, Stadium


def _titled(text: str, idee: Idee) -> str:
    return text % {"titel": idee.titel}


def _page(idee: Idee, name: str) -> str:
    return f"{idee.site.root_url}{reverse(name, args=[idee.pk])}"


def reason_of(stap: Stap) -> str:
    """Return why a step was taken, in the words that people get to read."""
    parts = [str(stap.reden) if stap.reden else "", stap.toelichting.strip()]
    return "\n\n".join(part for part in parts if part)


def received(idee: Idee, stap: Stap) -> Letter:
    days = TERMS[Stadium.MODERATIE]
    return Letter(
        subject=_titled(_("Wij kijken uw idee na: “%(titel)s”"), idee),
        paragraphs=[
            _titled(_("Dank u wel voor uw idee “%(titel)s”. Wij hebben het ontvangen."), idee),
            _("Een moderator kijkt het binnen %(days)d dagen na. Daarna hoort u van ons.")
            % {"days": days},
        ],
        button=_("Bekijk uw idee"),
    )


def returned(idee: Idee, stap: Stap) -> Letter:
    return Letter(
        subject=_titled(_("Wilt u uw idee aanpassen? “%(titel)s”"), idee),
        paragraphs=[
            _titled(
                _("Wij hebben uw idee “%(titel)s” gelezen. Het kan zo nog niet op de site."), idee
            )
        ],
        quote=stap.toelichting,
        quote_label=_("Dit vragen wij u aan te passen"),
        after=[
            _("Past u het binnen %(days)d dagen aan? Dan kijken wij opnieuw.")
            % {"days": TERMS[Stadium.TERUGGESTUURD]}
        ],
        button=_("Pas uw idee aan"),
        link=_page(idee, "ideeen:edit"),
    )


def rejected(idee: Idee, stap: Stap) -> Letter:
    return Letter(
        subject=_titled(_("Uw idee komt niet op de site: “%(titel)s”"), idee),
        paragraphs=[_titled(_("Uw idee “%(titel)s” hebben wij niet geplaatst."), idee)],
        quote=reason_of(stap),
        quote_label=_("De reden"),
        after=[_("Bent u het er niet mee eens? Dan kunt u één keer bezwaar maken.")],
        button=_("Bekijk uw idee of maak bezwaar"),
        link=_page(idee, "ideeen:bezwaar"),
    )


def placed(idee: Idee, stap: Stap) -> Letter:
    return Letter(
        subject=_titled(_("Uw idee staat op de site: “%(titel)s”"), idee),
        paragraphs=[
            _titled(_("Uw idee “%(titel)s” staat nu op de site."), idee),
            _("Buurtgenoten kunnen het steunen en erop reageren. Vertel het ook zelf verder."),
        ],
        button=_("Bekijk uw idee"),
    )


def again_visible(idee: Idee, stap: Stap) -> Letter:
    return Letter(
        subject=_titled(_("Uw idee staat weer op de site: “%(titel)s”"), idee),
        paragraphs=[_titled(_("Uw idee “%(titel)s” staat weer op de site."), idee)],
        button=_("Bekijk uw idee"),
    )


def checked_again(idee: Idee, stap: Stap) -> Letter:
    return Letter(
        subject=_titled(_("Wij kijken uw idee opnieuw na: “%(titel)s”"), idee),
        paragraphs=[
            _titled(_("Wij kijken uw idee “%(titel)s” nog eens na. Daarna hoort u van ons."), idee)
        ],
        quote=reason_of(stap),
        button=_("Bekijk uw idee"),
    )


def judged(idee: Idee, stap: Stap) -> Letter:
    again = stap.van in {Stadium.OPGEPAKT, Stadium.NIET_HAALBAAR}
    first = (
        _("Wij beoordelen uw idee “%(titel)s” opnieuw.")
        if again
        else _("Goed nieuws: wij gaan uw idee “%(titel)s” beoordelen.")
    )
    return Letter(
        subject=_titled(_("Wij beoordelen uw idee “%(titel)s”"), idee),
        paragraphs=[_titled(first, idee), *_promise(idee)],
        button=_("Bekijk uw idee"),
    )


def not_judged_yet(idee: Idee, stap: Stap) -> Letter:
    return Letter(
        subject=_titled(_("Uw idee wordt nog niet beoordeeld: “%(titel)s”"), idee),
        paragraphs=[
            _titled(_("Uw idee “%(titel)s” ging te vroeg naar de beoordeling."), idee),
            _("Het staat gewoon op de site. Mensen kunnen het blijven steunen."),
        ],
        quote=reason_of(stap),
        button=_("Bekijk uw idee"),
    )


def to_coordinator(idee: Idee) -> Letter:
    return Letter(
        subject=_titled(_("Te beoordelen: “%(titel)s”"), idee),
        paragraphs=[
            _(
                "Het idee “%(titel)s” in %(wijk)s wacht op een beoordeling. "
                "Het heeft %(steun)d keer steun."
            )
            % {"titel": idee.titel, "wijk": idee.wijk.title, "steun": idee.steun_aantal},
            *_promise(idee),
        ],
        button=_("Open het idee in het beheer"),
        link=_page(idee, "ideeen_judging:judge"),
    )


def nobody_judges(idee: Idee) -> Letter:
    return Letter(
        subject=_titled(_("Niemand beoordeelt nog “%(titel)s”"), idee),
        paragraphs=[
            _("Het idee “%(titel)s” in %(wijk)s wacht op een beoordeling.")
            % {"titel": idee.titel, "wijk": idee.wijk.title},
            _(
                "In deze wijk is niemand regisseur. Daarom krijgt u dit bericht, als moderator. "
                "Vraag een beheerder om iemand regisseur te maken."
            ),
            *_promise(idee),
        ],
        button=_("Open het idee in het beheer"),
        link=_page(idee, "ideeen_admin:edit"),
    )


def promise_moved(idee: Idee, reden: str) -> Letter:
    return Letter(
        subject=_titled(_("Een andere datum voor het antwoord op “%(titel)s”"), idee),
        paragraphs=[
            _titled(_("Wij geven op een andere dag antwoord op uw idee “%(titel)s”."), idee),
            *_promise(idee),
        ],
        quote=reden,
        quote_label=_("Waarom de datum verandert"),
        button=_("Bekijk uw idee"),
    )


def answered(idee: Idee, stap: Stap) -> Letter:
    will_do = stap.naar == Stadium.OPGEPAKT
    subject = (
        _("De gemeente gaat aan de slag met “%(titel)s”")
        if will_do
        else _("“%(titel)s” is niet haalbaar")
    )
    first = (
        _("De gemeente gaat aan de slag met het idee “%(titel)s”.")
        if will_do
        else _("De gemeente heeft het idee “%(titel)s” beoordeeld. Het is niet haalbaar.")
    )
    return Letter(
        subject=_titled(subject, idee),
        paragraphs=[_titled(first, idee)],
        quote=stap.toelichting if will_do else reason_of(stap),
        quote_label=_("Het antwoord van de gemeente"),
        button=_("Lees alles over dit idee"),
    )


def answer_changed(idee: Idee) -> Letter:
    parts = [str(idee.reden) if idee.reden else "", idee.antwoord]
    return Letter(
        subject=_titled(_("Het antwoord op “%(titel)s” is aangepast"), idee),
        paragraphs=[
            _titled(_("De gemeente heeft haar antwoord op “%(titel)s” anders opgeschreven."), idee),
            _("Het besluit is hetzelfde gebleven: %(besluit)s.")
            % {"besluit": idee.get_stadium_display().lower()},
        ],
        quote="\n\n".join(part for part in parts if part),
        quote_label=_("Het antwoord van de gemeente"),
        button=_("Bekijk wat er is veranderd"),
    )


def handler(idee: Idee, door: User) -> Letter:
    return Letter(
        subject=_titled(_("U behandelt nu “%(titel)s”"), idee),
        paragraphs=[
            _("%(collega)s heeft u gekozen als behandelaar van het idee “%(titel)s” in %(wijk)s.")
            % {
                "collega": door.get_full_name() or _("Een collega"),
                "titel": idee.titel,
                "wijk": idee.wijk.title,
            },
            *_promise(idee),
        ],
        button=_("Open het idee in het beheer"),
        link=_page(idee, "ideeen_judging:judge"),
    )


def hidden(idee: Idee, stap: Stap) -> Letter:
    return Letter(
        subject=_titled(_("Uw idee is van de site gehaald: “%(titel)s”"), idee),
        paragraphs=[_titled(_("Uw idee “%(titel)s” staat niet meer op de site."), idee)],
        quote=reason_of(stap),
        quote_label=_("De reden"),
        after=[_("Bent u het er niet mee eens? Dan kunt u één keer bezwaar maken.")],
        button=_("Bekijk uw idee of maak bezwaar"),
        link=_page(idee, "ideeen:bezwaar"),
    )


def merged(idee: Idee, stap: Stap) -> Letter:
    return Letter(
        subject=_titled(_("Uw idee is samengevoegd: “%(titel)s”"), idee),
        paragraphs=[
            _("Uw idee “%(titel)s” lijkt op een ander idee: “%(ander)s”. Ze gaan samen verder.")
            % _both(idee),
            _("Uw idee blijft te lezen. Wie het steunde, vragen wij om het andere te steunen."),
        ],
        quote=stap.toelichting,
        button=_("Bekijk uw idee"),
    )


def carry_over(idee: Idee, link: str) -> Letter:
    return Letter(
        subject=_titled(_("Steunt u ook het idee waarmee “%(titel)s” verdergaat?"), idee),
        paragraphs=[
            _("U steunt of volgt het idee “%(titel)s”. Het is samengevoegd met “%(ander)s”.")
            % _both(idee),
            _("Uw steun gaat niet vanzelf mee. Wilt u het andere ook steunen? Dat kiest u zelf."),
        ],
        button=_("Bekijk het andere idee en kies"),
        link=link,
    )


def _both(idee: Idee) -> dict[str, Any]:
    return {"titel": idee.titel, "ander": idee.samengevoegd_met}


def _promise(idee: Idee) -> list[str]:
    if not idee.beloofd_op:
        return []
    day = date_format(idee.beloofd_op, "j F Y")
    return [_("Het antwoord komt voor of op %(dag)s.") % {"dag": day}]
