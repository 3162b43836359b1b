# Build: one static-enough binary; no network beyond the crate registry.
FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release --locked --bin mashhad

# Run: the binary, certificates for PostgreSQL over TLS, an unprivileged user.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/* \
 && useradd --system --create-home --home-dir /var/lib/mashhad mashhad
COPY --from=build /src/target/release/mashhad /usr/local/bin/mashhad
COPY LICENSE-APACHE LICENSE-MIT NOTICE /usr/share/doc/mashhad/
USER mashhad
WORKDIR /var/lib/mashhad
ENV MASHHAD_LISTEN=0.0.0.0:8080 MASHHAD_DATABASE_URL=sqlite:///var/lib/mashhad/mashhad.sqlite MASHHAD_LOG_FORMAT=json
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s CMD ["mashhad", "healthcheck"]
ENTRYPOINT ["mashhad"]
CMD ["serve"]
