// graphql-ws: hand in a teleplay, submit its breakdown, follow the job to its end.
//   npm install graphql graphql-ws ws && MASHHAD_URL=http://127.0.0.1:8080 MASHHAD_TOKEN=… node follow-graphql-ws.mjs teleplay-ar.txt
import { readFileSync } from 'node:fs';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const client = createClient({
  url: process.env.MASHHAD_URL.replace(/^http/, 'ws') + '/graphql',
  webSocketImpl: WebSocket,
  // A function: after a reconnect (4403 when the token ended) a fresh token is read.
  connectionParams: () => ({ authorization: `Bearer ${process.env.MASHHAD_TOKEN}` }),
});

async function one(query, variables) {
  for await (const { data, errors } of client.iterate({ query, variables })) {
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }
}

const { screenplayAdd } = await one(
  'mutation ($text: String!) { screenplayAdd(input: { source: { text: $text } }) { screenplay { id title } userErrors { code messageAr messageEn } } }',
  { text: readFileSync(process.argv[2], 'utf8') },
);
if (!screenplayAdd.screenplay) throw new Error(JSON.stringify(screenplayAdd.userErrors));
const { breakdownSubmit } = await one(
  'mutation ($id: ID!) { breakdownSubmit(input: { screenplayId: $id }) { job { id } userErrors { code messageEn } } }',
  { id: screenplayAdd.screenplay.id },
);
const follow = 'subscription ($job: ID!) { jobProgress(jobId: $job) { rev status scenesDone scenesTotal finished } }';
for await (const { data } of client.iterate({ query: follow, variables: { job: breakdownSubmit.job.id } })) {
  const { status, scenesDone, scenesTotal } = data.jobProgress;
  console.log(`${status} ${scenesDone}/${scenesTotal}`);
}
await client.dispose();
