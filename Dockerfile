# docker build -t typeset .
# docker run --rm -v "$PWD:/work" typeset build issue-293
FROM python:3.13-slim

# In a layer of their own: they change more rarely than the code.
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        fontconfig libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 poppler-utils \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/typeset
COPY . .
RUN PIP_NO_CACHE_DIR=1 sh tools/bootstrap.sh

# Any user may run it (docker run --user), so that what it writes to /work belongs to whoever called.
ENV PATH="/opt/typeset/.venv/bin:$PATH" \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /work
ENTRYPOINT ["typeset"]
CMD ["--help"]
