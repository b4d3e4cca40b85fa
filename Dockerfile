# One Kopa node. Data (embedded database, files) lives in the volume /data; with DATABASE_URL only the files do.
FROM node:24-bookworm-slim AS build
WORKDIR /kopa
COPY . .
RUN npm install --global --ignore-scripts pnpm@12.21.0 \
  && pnpm install --frozen-lockfile \
  && node node_modules/vite/bin/vite.js build \
  && CI=true pnpm install --frozen-lockfile --prod

FROM node:24-bookworm-slim
ENV NODE_ENV=production MALLOC_ARENA_MAX=2 HOST=0.0.0.0 PORT=3000 KOPA_DATA=/data
WORKDIR /kopa
COPY --from=build /kopa /kopa
# What scripts/kopa fetches on a bare machine is here already, and the user below may write nothing but /data.
RUN mkdir /data && chown node:node /data && printf '#!/bin/sh\nexec node /kopa/server/kopa.ts "$@"\n' > scripts/kopa
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--initial-old-space-size=40", "--heap-growing-percent=20", "--expose-gc", "server/main.ts"]
