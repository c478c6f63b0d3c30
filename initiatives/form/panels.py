"""The order of the guided form: the ten essentials, then what enriches."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)

from home.widgets import LongChoices

from ..sections import LABEL_OF
from .guide import FIRST_PASS, SECOND_PASS, GuidePanel
from .remarks import with_remarks

ESSENTIALS = [
    GuidePanel(),
    FIRST_PASS,
    # Not TitleFieldPanel: without a slug to follow, its script fails in the browser.
    FieldPanel(
        "title",
        heading=_("Titre de l’initiative"),
        help_text=_(
            "Dites ce qui a changé, pas le nom du projet. Exemple : « Les parents ont "
            "ouvert leur café ». (80 signes)"
        ),
    ),
    FieldPanel("tagline"),
    FieldPanel("summary"),
    InlinePanel(
        "theme_rows",
        heading=LABEL_OF["theme_rows"],
        label=_("thème"),
        help_text=_("Un à trois, le principal d’abord. Exemple : Bien vieillir."),
        min_num=1,
        max_num=3,
    ),
    FieldPanel(
        "audiences", widget=forms.CheckboxSelectMultiple, required_on_save=False
    ),
    MultiFieldPanel(
        [
            FieldPanel("status"),
            FieldRowPanel([FieldPanel("start_month"), FieldPanel("start_year")]),
            FieldRowPanel(
                [FieldPanel("end_month"), FieldPanel("end_year")],
                classname="when-ended",
            ),
            FieldPanel("end_reason", classname="when-ended"),
        ],
        heading=LABEL_OF["start_year"],
    ),
    InlinePanel(
        "steps",
        heading=LABEL_OF["steps"],
        label=_("étape"),
        help_text=_(
            "Deux étapes au moins, huit au plus, dans l’ordre. Exemple : « On frappe "
            "aux portes », puis « On ouvre le local »."
        ),
        min_num=2,
        max_num=8,
    ),
    FieldPanel("story"),
]

ENRICHMENTS = [
    SECOND_PASS,
    InlinePanel(
        "photos",
        heading=LABEL_OF["photos"],
        label=_("photo"),
        help_text=_(
            "Une photo donne envie de lire ; elle n’est jamais obligatoire. Sept au plus."
        ),
        max_num=7,
        classname="collapsed",
    ),
    InlinePanel(
        "quotes",
        heading=LABEL_OF["quotes"],
        label=_("parole"),
        help_text=_("Ce qu’en disent les gens. Trois au plus, avec leur accord."),
        max_num=3,
        classname="collapsed",
    ),
    InlinePanel(
        "key_figures",
        heading=LABEL_OF["key_figures"],
        label=_("chiffre"),
        help_text=_("Quatre au plus. Exemple : « 58 » parents accueillis."),
        max_num=4,
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldPanel("place"),
            FieldPanel(
                "code_insee",
                heading=_("Commune de l’action"),
                help_text=_(
                    "Si ce n’est pas celle de votre centre : son nom ou son code "
                    "postal. Exemple : « Saint-Denis (93) »."
                ),
            ),
            FieldPanel("departement"),
            FieldPanel("scale"),
            FieldPanel("natures"),
            FieldPanel("initiated_by"),
            FieldPanel("keywords"),
        ],
        heading=_("Où, à quelle échelle, avec qui"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("employees"),
                    FieldPanel("volunteers"),
                    FieldPanel("residents"),
                ]
            ),
            FieldPanel("team_note"),
            FieldPanel("budget"),
            FieldPanel("budget_note"),
            FieldPanel("material"),
        ],
        heading=LABEL_OF["team_note"],
        classname="collapsed",
    ),
    InlinePanel(
        "partners",
        heading=LABEL_OF["partners"],
        label=_("partenaire"),
        help_text=_("Douze au plus. Exemple : « Caf du Doubs », finance."),
        max_num=12,
        classname="collapsed",
    ),
    FieldPanel("complements", classname="collapsed"),
    MultiFieldPanel(
        [
            PageChooserPanel("adapted_from"),
            FieldPanel(
                "associated_centres", widget=LongChoices(_("Chercher un centre"))
            ),
        ],
        heading=_("Liens avec d’autres centres"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldPanel("contact_function"),
            FieldPanel("contact_email"),
            FieldPanel("contact_phone"),
        ],
        heading=LABEL_OF["contact_function"],
        classname="collapsed",
    ),
]

CONTENT_PANELS = with_remarks(ESSENTIALS + ENRICHMENTS)
