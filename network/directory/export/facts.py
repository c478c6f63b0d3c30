"""What an export says of a centre: what its page shows, with the official codes."""

from home.visibility import visible

from ...models import Commune, FederationPage


def facts_of_all(centres, request):
    """A dict for each of the centres, a QuerySet of CentrePage: keys as below.

    In five queries, however many they are.
    """
    centres = centres.select_related("departement__parent", "contact")
    epci = {
        code: said
        for code, *said in Commune.objects.current()
        .filter(code__in=centres.order_by().values("code_insee"))
        .values_list("code", "epci_code", "epci_name")
    }
    federations = dict(
        FederationPage.objects.filter(visible()).values_list("pk", "title")
    )
    return [
        facts_of(
            centre,
            epci.get(centre.code_insee, ("", "")),
            federations.get(centre.federation_id, ""),
            request,
        )
        for centre in centres.order_by("departement__code", "commune", "title", "pk")
    ]


def facts_of(centre, epci, federation, request):
    """`epci`: (code, name); `federation`: its title, "" if none that a visitor sees."""
    departement, region = centre.departement, centre.departement.parent
    contact = getattr(centre, "contact", None)
    return {
        "identifiant": centre.pk,
        "nom": centre.title,
        "type": centre.kind,
        "gestion": centre.management,
        "adhesion": centre.adhesion,
        "federation": federation,
        "siret": centre.siret,
        "premier_agrement": centre.agreed_on,
        "fin_agrement": centre.agreed_until,
        "presentation": centre.introduction,
        "adresse": contact.address if contact else "",
        "code_postal": centre.postcode,
        "commune": centre.commune,
        "code_commune": centre.code_insee,
        "code_departement": departement.code,
        "departement": departement.name,
        "code_region": region.code if region else "",
        "region": region.name if region else "",
        "code_epci": epci[0],
        "epci": epci[1],
        "telephone": contact.phone if contact else "",
        "courriel": contact.email if contact else "",
        "site": contact.website if contact else "",
        "horaires": contact.opening_hours if contact else "",
        "latitude": centre.latitude,
        "longitude": centre.longitude,
        "precision": centre.place_precision,
        "page": centre.get_full_url(request),
        "mise_a_jour": centre.last_published_at,
    }
