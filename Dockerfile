# The page with its model; the library lies in the volume. Nothing but the volume and /tmp is written to:
#   docker build --tag interview-qa .
#   docker run --read-only --tmpfs /tmp --volume library:/library --publish 127.0.0.1:7860:7860 interview-qa
# Other commands in place of `serve`: docker run … --volume "$PWD:/files:ro" interview-qa add /files/talk.txt
FROM python:3.12-slim AS build
WORKDIR /source
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.12-slim
# Where torch is for the processor alone, as pytorch.org names it; without it some GB for graphics cards come along.
ARG TORCH_INDEX=
COPY constraints.txt /wheels/
COPY --from=build /wheels/*.whl /wheels/
RUN pip install --no-cache-dir --constraint /wheels/constraints.txt ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} torch \
 && pip install --no-cache-dir --constraint /wheels/constraints.txt /wheels/*.whl \
 && mkdir /library && chown 10001:10001 /library
USER 10001:10001
ENV HOME=/library PYTHONDONTWRITEBYTECODE=1
WORKDIR /library
VOLUME /library
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=10s --start-period=10m \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:7860/', timeout=5)"]
ENTRYPOINT ["interview-qa"]
CMD ["serve", "--host", "0.0.0.0"]
