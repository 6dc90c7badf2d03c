# omk in a container: what it needs to run and nothing else, not as root, without any secret. How to use it: docs/unattended.md.
FROM node:20-slim AS build
WORKDIR /omk
COPY package.json package-lock.json ./
# `prepare` would build before the sources are there.
RUN npm ci --ignore-scripts
COPY build build
COPY src src
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:20-slim
ENV NODE_ENV=production
COPY --from=build /omk/node_modules /omk/node_modules
COPY --from=build /omk/dist /omk/dist
COPY package.json /omk/package.json
COPY bin /omk/bin
COPY templates /omk/templates
RUN ln -s /omk/bin/omk.js /usr/local/bin/omk
# The project is mounted here; omk writes in its .omk alone, so everything else may be read-only.
WORKDIR /work
USER node
# No HEALTHCHECK: a container lives for one run. `omk status`, and `--notify`, tell when runs stay away.
ENTRYPOINT ["omk"]
CMD ["run", "--quiet"]
