# The application alone; the database stands beside it (compose.yaml). Built in two steps so that the image carries no compiler.
FROM node:26-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --omit=optional --loglevel=error
COPY . .
RUN node bin/build.mjs server portal workbench && npm prune --omit=dev --omit=optional --loglevel=error

FROM node:26-bookworm-slim
ENV NODE_ENV=production SUNLIT_ROOT=/app SUNLIT_DATA_DIR=/data HOST=0.0.0.0 PORT=8080 TZ=Asia/Shanghai MALLOC_ARENA_MAX=2
WORKDIR /app
RUN useradd --system --uid 10001 sunlit && mkdir /data && chown sunlit /data
COPY --from=build --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=root:root /app/dist dist
COPY --from=build --chown=root:root /app/db db
COPY --from=build --chown=root:root /app/src src
COPY --from=build --chown=root:root /app/package.json ./
USER sunlit
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD node -e "fetch('http://127.0.0.1:8080/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "--enable-source-maps", "dist/server/main.js"]
