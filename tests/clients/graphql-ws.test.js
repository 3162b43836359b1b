// graphql-ws: submit, follow, resume after a cut connection, a fresh token on a reconnect, upload, errors; and subscriptions over graphql-sse.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createClient as createSse } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { ROOT, startServer } from './lib/server.js';

const SAMPLE = readFileSync(join(ROOT, 'examples/teleplay-ar.txt'), 'utf8');
const ADD = 'mutation ($text: String!) { screenplayAdd(input: { source: { text: $text } }) { screenplay { id } userErrors { code messageAr messageEn } } }';
const SUBMIT = 'mutation ($id: ID!, $startAt: DateTime) { breakdownSubmit(input: { screenplayId: $id, startAt: $startAt }) { job { id } userErrors { code } } }';
const FOLLOW = 'subscription ($job: ID!, $after: Int! = -1) { jobProgress(jobId: $job, after: $after) { rev status finished } }';

let server;
before(async () => { server = await startServer(); });
after(async () => { await server.stop(); });

const connect = (options) => createClient({ url: server.socketUrl, webSocketImpl: WebSocket, retryAttempts: 5, retryWait: async () => {}, lazyCloseTimeout: 5_000, ...options });

async function one(client, query, variables) {
  for await (const result of client.iterate({ query, variables })) return result;
}

async function submitted(client, text, startAt) {
  const added = await one(client, ADD, { text });
  assert.deepEqual(added.data.screenplayAdd.userErrors, []);
  const job = await one(client, SUBMIT, { id: added.data.screenplayAdd.screenplay.id, startAt });
  return job.data.breakdownSubmit.job.id;
}

const IN_THE_FUTURE = '2100-01-01T00:00:00Z';

test('a job is submitted and followed to its end', async () => {
  const client = connect({ connectionParams: { authorization: `Bearer ${server.token('ws-submit')}` } });
  const job = await submitted(client, SAMPLE);
  const states = [];
  for await (const { data } of client.iterate({ query: FOLLOW, variables: { job } })) states.push(data.jobProgress);
  assert.equal(states.at(-1).status, 'SUCCEEDED');
  assert.ok(states.every((state, at) => at === 0 || state.rev > states[at - 1].rev), JSON.stringify(states));
  const resumed = [];
  for await (const { data } of client.iterate({ query: FOLLOW, variables: { job, after: states.at(-1).rev } })) resumed.push(data.jobProgress);
  assert.deepEqual(resumed, [states.at(-1)], 'of what was seen only the terminal state is told again, which a client may wait for');
  await client.dispose();
});

test('a subscription goes on after a cut connection', async () => {
  let socket;
  let openings = 0;
  const client = connect({
    connectionParams: { authorization: `Bearer ${server.token('ws-cut')}` },
    on: { opened: (opened) => { socket = opened; openings += 1; } },
    shouldRetry: () => true,
  });
  const job = await submitted(client, `${SAMPLE}\ncut`, IN_THE_FUTURE);
  const states = [];
  for await (const { data } of client.iterate({ query: FOLLOW, variables: { job } })) {
    states.push(data.jobProgress);
    if (states.length === 1) socket.terminate();
    else if (!data.jobProgress.finished) await one(client, 'mutation ($id: ID!) { jobCancel(input: { id: $id }) { userErrors { code } } }', { id: job });
  }
  assert.ok(openings >= 2, 'the client connected again');
  assert.equal(states[0].status, 'SCHEDULED');
  assert.equal(states.at(-1).status, 'CANCELLED');
  await client.dispose();
});

test('a socket that ended with its token comes back with a fresh one', async () => {
  const tokens = [];
  const closes = [];
  const client = connect({
    connectionParams: () => {
      tokens.push(server.token('ws-refresh', { lifetime: tokens.length === 0 ? 2 : 600 }));
      return { authorization: `Bearer ${tokens.at(-1)}` };
    },
    on: { closed: (event) => closes.push(event.code) },
    shouldRetry: () => true,
  });
  const job = await submitted(client, `${SAMPLE}\nrefresh`, IN_THE_FUTURE);
  let told = 0;
  for await (const { data } of client.iterate({ query: FOLLOW, variables: { job } })) {
    told += 1;
    if (told === 2) await one(client, 'mutation ($id: ID!) { jobCancel(input: { id: $id }) { userErrors { code } } }', { id: job });
    if (data.jobProgress.finished) break;
  }
  assert.equal(closes[0], 4403);
  assert.ok(tokens.length >= 2);
  await client.dispose();
});

test('a file is uploaded and read', async () => {
  const token = server.token('ws-upload');
  const created = await server.post('mutation { uploadCreate(input: {}) { upload { id path } userErrors { code } } }', { token });
  const { id, path } = created.body.data.uploadCreate.upload;
  const put = await fetch(server.origin + path, { method: 'PUT', headers: { authorization: `Bearer ${token}` }, body: SAMPLE });
  assert.equal(put.status, 200);
  const added = await server.post('mutation ($id: ID!) { screenplayAdd(input: { source: { uploadId: $id } }) { screenplay { sceneCount } userErrors { code } } }', { token, variables: { id } });
  assert.ok(added.body.data.screenplayAdd.screenplay.sceneCount > 0);
});

test('errors arrive where the library expects them', async () => {
  const client = connect({ connectionParams: { authorization: `Bearer ${server.token('ws-errors')}` } });
  await assert.rejects(one(client, '{ nothing }'), (errors) => errors[0].extensions.code === 'GRAPHQL_VALIDATION_FAILED');
  await assert.rejects(one(client, FOLLOW, { job: 'x' }), (errors) => errors[0].extensions.code === 'NOT_FOUND');
  const refused = await one(client, ADD, { text: '' });
  assert.equal(refused.data.screenplayAdd.userErrors[0].code, 'EMPTY_FILE');
  assert.ok(refused.data.screenplayAdd.userErrors[0].messageAr);
  await client.dispose();
  const stranger = connect({ connectionParams: { authorization: 'Bearer wrong' }, retryAttempts: 0 });
  await assert.rejects(one(stranger, '{ __typename }'), (close) => close.code === 4403);
});

test('a subscription runs over server-sent events in distinct connections mode', async () => {
  const token = server.token('sse');
  const client = createSse({ url: server.url, headers: { authorization: `Bearer ${token}` } });
  const ws = connect({ connectionParams: { authorization: `Bearer ${token}` } });
  const job = await submitted(ws, `${SAMPLE}\nsse`);
  let last;
  for await (const { data } of client.iterate({ query: FOLLOW, variables: { job } })) last = data.jobProgress;
  assert.equal(last.status, 'SUCCEEDED');
  for await (const result of client.iterate({ query: '{ __typename }' })) assert.equal(result.data.__typename, 'Query');
  client.dispose();
  await ws.dispose();
});
