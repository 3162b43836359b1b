#!/usr/bin/env bash
# curl: upload a file and add it as a screenplay.
#   MASHHAD_URL=http://127.0.0.1:8080 MASHHAD_TOKEN=… ./upload.sh teleplay-ar.txt
set -euo pipefail
ask() { curl -sS --fail-with-body "$MASHHAD_URL/graphql" -H "authorization: Bearer $MASHHAD_TOKEN" -H 'content-type: application/json' -d "$1"; }

upload=$(ask '{"query":"mutation { uploadCreate(input: {}) { upload { id path } } }"}')
id=$(sed -E 's/.*"id":"([^"]+)".*/\1/' <<<"$upload")
path=$(sed -E 's/.*"path":"([^"]+)".*/\1/' <<<"$upload")
curl -sS --fail-with-body -X PUT "$MASHHAD_URL$path" -H "authorization: Bearer $MASHHAD_TOKEN" --data-binary "@$1" >/dev/null
ask "{\"query\":\"mutation A(\$id: ID!) { screenplayAdd(input: { source: { uploadId: \$id } }) { screenplay { id title sceneCount } userErrors { code messageAr messageEn } } }\",\"variables\":{\"id\":\"$id\"}}"
echo
