"""The sizes in which pictures are shown: the only list of the site.

WebP everywhere: AVIF costs seconds of a request where no worker runs (platform.md,
section 4). `fill` follows the focal point that the author gave.
"""

SPECS = {
    "card": "fill-480x300|format-webp|webpquality-72",
    # The two crops of the large photo: 16:9 under 48rem, 21:9 from there.
    "hero": "fill-800x450|format-webp|webpquality-72",
    "hero_wide": "fill-1184x508|format-webp|webpquality-72",
    "text": "max-840x1200|format-webp|webpquality-75",
    "gallery": "fill-400x300|format-webp|webpquality-72",
    "large": "max-1600x1600|format-webp|webpquality-80",
}


def rendition_of(picture, name):
    """The rendition of a Picture in one of SPECS; None if its file is lost or broken."""
    rendition = picture.get_rendition(SPECS[name])
    return None if rendition.is_placeholder else rendition
