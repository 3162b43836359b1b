// urql with graphql-ws for subscriptions; every operation is typed by code generation.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { AddScreenplayDocument, CancelJobDocument, FollowAllDocument, FollowJobDocument, JobsDocument, SubmitBreakdownDocument } from './generated/graphql.js';
import { ROOT, startServer, type TestServer } from './lib/server.js';

const SAMPLE = readFileSync(join(ROOT, 'examples/teleplay-ar.txt'), 'utf8');
let server: TestServer;
before(async () => { server = await startServer(); });
after(async () => { await server.stop(); });

function connect(token: string) {
  const socket = createClient({ url: server.socketUrl, webSocketImpl: WebSocket, connectionParams: () => ({ authorization: `Bearer ${token}` }) });
  const client = new Client({
    url: server.url,
    preferGetMethod: false,
    fetchOptions: () => ({ headers: { authorization: `Bearer ${token}` } }),
    exchanges: [
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query: request.query ?? '', variables: request.variables }, sink) }),
        }),
      }),
    ],
  });
  return { client, socket };
}

test('submit and follow', async () => {
  const { client, socket } = connect(server.token('urql'));
  const added = await client.mutation(AddScreenplayDocument, { text: SAMPLE }).toPromise();
  const screenplay = added.data?.screenplayAdd.screenplay;
  assert.ok(screenplay, String(added.error));
  const submitted = await client.mutation(SubmitBreakdownDocument, { screenplay: screenplay.id }).toPromise();
  const job = submitted.data?.breakdownSubmit.job;
  assert.ok(job, String(submitted.error));
  const last = await new Promise((done, failed) => {
    client.subscription(FollowJobDocument, { job: job.id }).subscribe(({ data, error }) => {
      if (error) failed(error);
      if (data?.jobProgress.finished) done(data.jobProgress.status);
    });
  });
  assert.equal(last, 'SUCCEEDED');
  await socket.dispose();
});

test('the feed of all jobs tells of a cancelled one', async () => {
  const { client, socket } = connect(server.token('urql-feed'));
  const added = await client.mutation(AddScreenplayDocument, { text: SAMPLE }).toPromise();
  const submitted = await client.mutation(SubmitBreakdownDocument, { screenplay: added.data?.screenplayAdd.screenplay?.id ?? '', startAt: '2100-01-01T00:00:00Z' }).toPromise();
  const job = submitted.data?.breakdownSubmit.job;
  assert.ok(job, String(submitted.error));
  const seen: string[] = [];
  await new Promise<void>((done, failed) => {
    client.subscription(FollowAllDocument, {}).subscribe(({ data, error }) => {
      if (error) failed(error);
      if (data?.jobsProgress.id !== job.id) return;
      seen.push(data.jobsProgress.status);
      if (seen.length === 1) void client.mutation(CancelJobDocument, { job: job.id }).toPromise();
      if (data.jobsProgress.status === 'CANCELLED') done();
    });
  });
  assert.equal(seen[0], 'SCHEDULED');
  await socket.dispose();
});

test('errors have their codes', async () => {
  const { client, socket } = connect(server.token('urql-errors', { scopes: ['screenplays:read'] }));
  const refused = await client.query(JobsDocument, { first: 1 }).toPromise();
  assert.equal(refused.error?.graphQLErrors[0]?.extensions.code, 'FORBIDDEN');
  await socket.dispose();
});
