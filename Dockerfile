# Two stages: what builds is not what runs. Each step also runs by hand as a plain
# user in an empty folder (README, "Deployment").
FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
RUN python -m venv /venv
COPY requirements/ requirements/
RUN /venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/production.txt
COPY . .
# Static files need settings, not secrets: these values live in this layer only.
RUN SECRET_KEY=build VOTE_KEYS=build ALLOWED_HOSTS=build WAGTAILADMIN_BASE_URL=https://build \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    /venv/bin/python site/manage.py collectstatic --noinput && mkdir -p var/media

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production PATH=/venv/bin:$PATH
RUN useradd --create-home --uid 1000 site
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build --chown=site:site /app /app
USER site
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/-/ready', timeout=4)"]
CMD ["gunicorn", "--config", "site/gunicorn.conf.py"]
