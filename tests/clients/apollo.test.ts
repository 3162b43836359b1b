// Apollo Client with HTTP for queries and mutations and graphql-ws for subscriptions; every operation is typed by code generation.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache } from '@apollo/client/core/index.js';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions/index.js';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { AddScreenplayDocument, AddUploadedDocument, CreateUploadDocument, FollowJobDocument, JobsDocument, SheetsDocument, SubmitBreakdownDocument } from './generated/graphql.js';
import type { FollowJobSubscription } from './generated/graphql.js';
import { ROOT, startServer, type TestServer } from './lib/server.js';

const SAMPLE = readFileSync(join(ROOT, 'examples/teleplay-ar.txt'), 'utf8');
let server: TestServer;
before(async () => { server = await startServer(); });
after(async () => { await server.stop(); });

function connect(token: string) {
  const socket = createClient({ url: server.socketUrl, webSocketImpl: WebSocket, connectionParams: () => ({ authorization: `Bearer ${token}` }) });
  const http = new HttpLink({ uri: server.url, headers: { authorization: `Bearer ${token}` } });
  const link = ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, new GraphQLWsLink(socket), http);
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  return { client, socket };
}

test('submit, follow and read the sheets', async () => {
  const { client, socket } = connect(server.token('apollo'));
  const added = await client.mutate({ mutation: AddScreenplayDocument, variables: { text: SAMPLE } });
  const screenplay = added.data?.screenplayAdd.screenplay;
  assert.ok(screenplay, JSON.stringify(added));
  const submitted = await client.mutate({ mutation: SubmitBreakdownDocument, variables: { screenplay: screenplay.id } });
  const job = submitted.data?.breakdownSubmit.job;
  assert.ok(job, JSON.stringify(submitted));
  const states: FollowJobSubscription['jobProgress'][] = [];
  await new Promise<void>((done, failed) => {
    client.subscribe({ query: FollowJobDocument, variables: { job: job.id } }).subscribe({
      next: ({ data }) => { if (data) states.push(data.jobProgress); },
      error: failed,
      complete: done,
    });
  });
  assert.equal(states.at(-1)?.status, 'SUCCEEDED');
  const { data } = await client.query({ query: SheetsDocument, variables: { screenplay: screenplay.id } });
  const read = data?.screenplay;
  const element = read?.breakdown?.sheets.nodes.flatMap((sheet) => sheet.elements).find((found) => found.evidence.length > 0);
  const evidence = element?.evidence[0];
  assert.ok(read?.text && evidence);
  assert.equal(read.text.slice(evidence.start, evidence.end), evidence.excerpt, 'offsets are what JavaScript slices by');
  await socket.dispose();
});

test('upload', async () => {
  const token = server.token('apollo-upload');
  const { client, socket } = connect(token);
  const created = await client.mutate({ mutation: CreateUploadDocument });
  const upload = created.data?.uploadCreate.upload;
  assert.ok(upload);
  assert.equal((await fetch(server.origin + upload.path, { method: 'PUT', headers: { authorization: `Bearer ${token}` }, body: SAMPLE })).status, 200);
  const added = await client.mutate({ mutation: AddUploadedDocument, variables: { upload: upload.id } });
  assert.ok((added.data?.screenplayAdd.screenplay?.sceneCount ?? 0) > 0);
  await socket.dispose();
});

test('errors have their codes', async () => {
  const { client, socket } = connect(server.token('apollo-errors', { scopes: ['screenplays:read'] }));
  await assert.rejects(client.query({ query: JobsDocument, variables: { first: 1 } }), (error) => CombinedGraphQLErrors.is(error) && error.errors[0]?.extensions?.code === 'FORBIDDEN');
  const other = connect(server.token('apollo-errors'));
  const refused = await other.client.mutate({ mutation: AddScreenplayDocument, variables: { text: '' } });
  assert.equal(refused.data?.screenplayAdd.userErrors[0]?.code, 'EMPTY_FILE');
  await socket.dispose();
  await other.socket.dispose();
});
