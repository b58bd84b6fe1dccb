# syntax=docker/dockerfile:1
FROM python:3.13-slim-trixie@sha256:9d2e5553305c7c7b0097999bb17187c69b921ccd6bc9d40e4bb5ebe652c00285 AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/qa
ENV PATH=/opt/qa/bin:$PATH
COPY requirements ./requirements
RUN pip install --require-hashes --requirement requirements/service.txt \
    && pip install --require-hashes --no-deps --requirement requirements/alone.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY qa_service ./qa_service
COPY annotation_guides/schema.yaml ./annotation_guides/schema.yaml
COPY models ./models
COPY eval/samples ./eval/samples
RUN pip install --no-deps .
# The weights are assembled and verified here, so that a container starts at once and never writes them again.
ENV QA_CACHE_DIR=/opt/qa-models
RUN qa-service models fetch

FROM python:3.13-slim-trixie@sha256:9d2e5553305c7c7b0097999bb17187c69b921ccd6bc9d40e4bb5ebe652c00285
RUN useradd --system --uid 10001 --home-dir /var/lib/qa --create-home qa
COPY --from=build /opt/qa /opt/qa
COPY --from=build /opt/qa-models /opt/qa-models
ENV PATH=/opt/qa/bin:$PATH QA_CACHE_DIR=/opt/qa-models QA_DATA_DIR=/var/lib/qa QA_HOST=0.0.0.0 HF_HUB_OFFLINE=1
USER 10001
WORKDIR /var/lib/qa
VOLUME /var/lib/qa
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["qa-service"]
CMD ["serve"]
