"""What the environment says, or one sentence that names the variable.

Never its value, which may hold a password. A variable that is set and empty is not set.
"""

import re
from email.utils import parseaddr
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http.request import split_domain_port
from environs import Env, EnvError

env = Env()

TRUE, FALSE = (
    ("true", "1", "yes", "y", "on", "t"),
    ("false", "0", "no", "n", "off", "f"),
)
DATABASES = ("sqlite", "postgres", "postgresql", "pgsql")
CACHES = ("redis", "rediss", "unix")
# {scheme: (how TLS begins, the port where none is written)}; smtps: RFC 8314.
POSTS = {
    "smtp": ("", 25),
    "smtp+tls": ("tls", 587),
    "submission": ("tls", 587),
    "submit": ("tls", 587),
    "smtps": ("ssl", 465),
    "smtp+ssl": ("ssl", 465),
}
NO_POSTS = {
    "console": "console",
    "file": "filebased",
    "memory": "locmem",
    "dummy": "dummy",
}


def refuse(name, why):
    raise ImproperlyConfigured(f"The environment variable {name} {why}.")


def text(name, default=""):
    return env.str(name, "").strip() or default


def truth(name, default=False):
    said = text(name)
    return _truth(name, said) if said else default


def listed(name):
    """The parts between its commas, without the spaces that were typed around them."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def choice(name, choices, default):
    """The value in `choices` (a dict) of the key that the variable says."""
    said = text(name, default)
    if said not in choices:
        refuse(name, f"is none of {', '.join(choices)}")
    return choices[said]


def hosts(name):
    """Host names however they were pasted: with a scheme, a port, an accent."""
    pasted = re.split(r"[\s,]+", text(name))
    return [_host(name, one) for one in pasted if one]


def address(name, default=""):
    """`https://host` without a slash at its end: paths are put behind it."""
    said = text(name, default)
    parts = _split(name, said)
    if said and (parts.scheme not in ("http", "https") or not parts.hostname):
        refuse(name, "is no address of a site, as https://www.exemple.fr")
    return said.rstrip("/")


def origins(said):
    """What a browser calls the site at this address, as a list."""
    parts = urlsplit(said)
    usual = ":443" if parts.scheme == "https" else ":80"
    return [f"{parts.scheme}://{parts.netloc.removesuffix(usual)}"] if said else []


def sender(name, default):
    said = text(name, default)
    if "@" not in parseaddr(said)[1]:
        why = 'is no sender, as Name <name@exemple.fr>; a name with a comma is "quoted"'
        refuse(name, why)
    return said


def database(name, path):
    """The settings of the database, by default SQLite at `path`."""
    said = text(name)
    if not said:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}
    if not said.startswith("sqlite:"):
        _check_scheme(name, said, DATABASES)
    try:
        return env.dj_db_url(name)
    except EnvError:
        refuse(name, "cannot be read")


def cache(name, folder):
    """The settings of the cache: Redis, by default files in `folder`."""
    said = text(name)
    if not said:
        return {"BACKEND": "home.cache.FileCache", "LOCATION": folder}
    _check_scheme(name, said, CACHES)
    return {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": [said],  # a text would be cut at the comma of a password
        "OPTIONS": {
            "REDIS_CLIENT_CLASS": "home.cache.Redis",
            "IGNORE_EXCEPTIONS": True,
            "SOCKET_CONNECT_TIMEOUT": 1,
            "SOCKET_TIMEOUT": 1,
        },
    }


def mail(name):
    """The EMAIL_ settings; on port 465 TLS comes first, whatever was written."""
    said = text(name, "console:")
    parts = _check_scheme(name, said, [*POSTS, *NO_POSTS])
    if parts.scheme in NO_POSTS:
        return _backend(NO_POSTS[parts.scheme]) | {"EMAIL_FILE_PATH": parts.path}
    tls, port = POSTS[parts.scheme]
    for key, value in parse_qsl(parts.query, keep_blank_values=True):
        if key not in ("tls", "ssl"):
            refuse(name, "takes no option but ?tls=True or ?ssl=True")
        if _truth(name, value):
            tls, port = key, 465 if key == "ssl" else port
    port = parts.port or port
    if port == 465:
        tls = "ssl"
    return _backend("smtp") | {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls == "tls",
        "EMAIL_USE_SSL": tls == "ssl",
    }


def _backend(module):
    return {"EMAIL_BACKEND": f"django.core.mail.backends.{module}.EmailBackend"}


def _truth(name, said):
    if said.lower() not in TRUE + FALSE:
        refuse(name, "is neither True nor False")
    return said.lower() in TRUE


def _host(name, pasted):
    if pasted == "*":
        return pasted
    host = pasted.rpartition("://")[2].partition("/")[0].removeprefix("*")
    bare = host.removeprefix(".")
    try:
        # As browsers send it.
        bare = bare if bare.isascii() else bare.encode("idna").decode()
    except UnicodeError:
        bare = ""
    domain, _port = split_domain_port(bare)
    if not domain:
        refuse(name, "holds what is no host name, as www.exemple.fr")
    return "." + domain if host.startswith(".") else domain


def _check_scheme(name, said, schemes):
    """The parts of an address, if it begins as it may."""
    scheme, _colon, rest = said.partition(":")
    is_known = scheme.lower() in schemes and (rest.startswith("//") or not rest)
    if not is_known:
        refuse(name, f"begins with none of {', '.join(f'{one}://' for one in schemes)}")
    return _split(name, said)


def _split(name, said):
    """Trap: a sign of the password (# / ? or a lone @) ends the host, or names another."""
    try:
        parts = urlsplit(said)
        is_whole = parts.port != 0 and not parts.fragment
    except ValueError:
        is_whole = False
    if not is_whole or "@" in parts.path + parts.query:
        refuse(
            name, "cannot be read: signs as # / ? @ of a password are written %23 %2F"
        )
    return parts
