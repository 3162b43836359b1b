"""Python, standard library only: submit every analysis of a screenplay, wait, print what continuity found.

MASHHAD_URL=http://127.0.0.1:8080 MASHHAD_TOKEN=… python3 analyse.py teleplay-ar.txt
"""

import json
import os
import sys
import urllib.request

HEADERS = {"Authorization": f"Bearer {os.environ['MASHHAD_TOKEN']}", "Content-Type": "application/json"}


def request(query, variables, accept):
    body = json.dumps({"query": query, "variables": variables}).encode()
    url = f"{os.environ['MASHHAD_URL']}/graphql"
    return urllib.request.urlopen(urllib.request.Request(url, body, HEADERS | {"Accept": accept}))


def ask(query, **variables):
    with request(query, variables, "application/json") as answer:
        answer = json.load(answer)
    if "errors" in answer:
        sys.exit(f"refused: {answer['errors']}")
    return answer["data"]


with open(sys.argv[1], encoding="utf-8") as script:
    added = ask(
        "mutation A($text: String!) { screenplayAdd(input: { source: { text: $text } }) { screenplay { id } userErrors { code messageAr } } }",
        text=script.read(),
    )["screenplayAdd"]
if added["userErrors"]:
    sys.exit(f"refused: {added['userErrors']}")
screenplay = added["screenplay"]["id"]
job = ask("mutation S($id: ID!) { analysisSubmit(input: { screenplayId: $id }) { job { id } } }", id=screenplay)["analysisSubmit"]["job"]["id"]

# Server-sent events: the present state at once, then every later one; the stream ends with the job.
follow = "subscription F($job: ID!) { jobProgress(jobId: $job) { status scenesDone scenesTotal } }"
with request(follow, {"job": job}, "text/event-stream") as events:
    for line in events:
        if line.startswith(b"data:") and line[5:].strip():
            state = json.loads(line[5:])["data"]["jobProgress"]
            print(f"{state['status']} {state['scenesDone']}/{state['scenesTotal']}")

found = ask(
    "query C($id: ID!) { screenplay(id: $id) { continuity { findings(first: 10) { nodes { rule severity message { ar en } scenes } } } } }",
    id=screenplay,
)["screenplay"]["continuity"]
for finding in found["findings"]["nodes"]:
    print(finding["severity"], finding["rule"], finding["scenes"], finding["message"]["ar"])
