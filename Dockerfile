# syntax=docker/dockerfile:1
# Three stages: front-end files, Python packages, and what runs. Build: docker compose build

FROM node:22-bookworm-slim AS front-end
WORKDIR /app/static
COPY static/package.json static/package-lock.json static/.npmrc ./
RUN npm ci --no-progress

FROM python:3.12-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/throughline
COPY requirements/runtime.lock /tmp/
RUN /opt/throughline/bin/pip install --require-hashes --no-deps -r /tmp/runtime.lock

FROM python:3.12-slim-bookworm AS program
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/opt/throughline/bin:$PATH \
    DJANGO_SETTINGS_MODULE=config.settings.production DATA_DIR=/data
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
       fontconfig fonts-dejavu-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin throughline \
    && install --directory --owner=throughline /data
COPY --from=packages /opt/throughline /opt/throughline
WORKDIR /app
COPY . .
# Collecting files signs nothing and reaches no server, so the key here is none.
RUN --mount=type=bind,from=front-end,source=/app/static/node_modules,target=/app/static/node_modules \
    python -m scripts.assets \
    && DATA_DIR=/tmp SECRET_KEY=unused DJANGO_SETTINGS_MODULE=config.settings.base python manage.py collectstatic --noinput --verbosity=0 \
       --ignore=node_modules --ignore="package*.json" --ignore="Inter*.ttf"
USER throughline
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000", "--preload", "--workers=2", "--threads=4", "--no-control-socket", "--worker-tmp-dir=/dev/shm"]
