"""The directory as JSON and GeoJSON (RFC 7946: longitude first)."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from home.frame import site_of

LICENCE = "CC-BY-4.0"  # as the contents of the site: README, "Licence"
# network/data/README.md says what is theirs.
MENTIONS = {
    "codes": _l("Insee, code officiel géographique, Licence Ouverte"),
    "coordonnees": _l("GeoNames, CC BY 4.0"),
}


def as_json(facts, request) -> bytes:
    return bytes_of(_about(request) | {"centres": facts})


def as_geojson(facts, request) -> bytes:
    """A centre whose place is not known has no geometry."""
    features = [_feature(one) for one in facts]
    return bytes_of(
        {"type": "FeatureCollection"} | _about(request) | {"features": features}
    )


def _feature(facts):
    said = dict(facts)
    latitude, longitude = said.pop("latitude"), said.pop("longitude")
    is_placed = latitude is not None and longitude is not None
    point = {"type": "Point", "coordinates": [longitude, latitude]}
    return {
        "type": "Feature",
        "id": said["identifiant"],
        "geometry": point if is_placed else None,
        "properties": said,
    }


def _about(request):
    return {
        "titre": _("Centres sociaux et espaces de vie sociale"),
        "source": site_of(request).root_url,
        "licence": LICENCE,
        "mentions": MENTIONS,
        "date": timezone.localdate(),
    }


def bytes_of(data):
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    return text.encode()
