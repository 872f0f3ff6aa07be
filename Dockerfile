# The site, its workers and its clock: one image, one command each (docker-compose.yml).

FROM python:3.12-slim AS built
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements/run.txt /requirements.txt
RUN /venv/bin/pip install --require-hashes -r /requirements.txt
ENV PATH=/venv/bin:$PATH VAR_DIR=/tmp/var STATIC_DIR=/static
WORKDIR /site
COPY . .
RUN python -m compileall -q /site
# Settings want a key, and this one is forgotten with the command.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(60))')" python manage.py collectstatic --no-input

FROM python:3.12-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    VAR_DIR=/data STATIC_DIR=/static SEARCH_DIR=/search
# Posters and certificates as PDF.
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 >/dev/null \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --home-dir /data --shell /usr/sbin/nologin multaqa \
    && install --directory --owner multaqa --group multaqa /data /search
COPY --from=built /venv /venv
COPY --from=built /static /static
COPY --from=built /site /site
WORKDIR /site
USER multaqa
VOLUME ["/data", "/search"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-m", "config.healthy", "database"]
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--worker-class", "config.serving.Worker", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
