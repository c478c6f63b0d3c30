"""What the pages of the country and of its territories show of the network."""

from django import template

from ..directory import territories
from ..directory.map import drawing

register = template.Library()


@register.simple_tag
def centres_of_territory(territory, count):
    """The first published centres of a territory, ready for rows: a list."""
    return list(territories.centres_there(territory).for_rows()[:count])


@register.simple_tag
def departements_of(region, counts):
    """[(Territory, number)] of a region, in their order; `counts` is {code: number}."""
    return [
        (place, counts.get(place.code, 0)) for place in territories.departements(region)
    ]


@register.simple_tag
def map_of_territory(territory):
    return drawing.small_map_of([territory])


@register.simple_tag(takes_context=True)
def territory_json_ld(context, territory):
    return territories.described(territory, context["request"].build_absolute_uri)


by_region = register.simple_tag(territories.by_region, name="by_region")
centre_figures = register.simple_tag(territories.centre_figures, name="centre_figures")
centres_by_departement = register.simple_tag(
    territories.centres_by_departement, name="centres_by_departement"
)
choropleth = register.simple_tag(drawing.choropleth, name="choropleth")
federations_there = register.simple_tag(
    territories.federations_of, name="federations_there"
)
neighbours_of = register.simple_tag(territories.around, name="neighbours_of")
small_choropleth = register.simple_tag(
    drawing.small_choropleth, name="small_choropleth"
)
told = register.simple_tag(drawing.told, name="told")
map_of_territories = register.simple_tag(
    drawing.small_map_of, name="map_of_territories"
)
