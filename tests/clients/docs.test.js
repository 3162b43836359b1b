// Every code block of the API guides, in both languages, executed in the order in which it stands.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { BINARY, ROOT, startServer } from './lib/server.js';

const SAMPLE = readFileSync(join(ROOT, 'examples/teleplay-ar.txt'), 'utf8');
const servers = [];
after(async () => { for (const server of servers) await server.stop(); });

const blocks = (text) => [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => ({ language, code }));

async function follow(server, token, query, variables) {
  const client = createClient({ url: server.socketUrl, webSocketImpl: WebSocket, connectionParams: { authorization: `Bearer ${token}` } });
  let last;
  for await (const result of client.iterate({ query, variables })) last = result;
  await client.dispose();
  return last;
}

async function execute(server, token, code, known) {
  const [operation] = parse(code).definitions;
  const variables = Object.fromEntries(operation.variableDefinitions.map(({ variable: { name: { value } } }) => {
    assert.ok(value in known, `nothing before this block gives $${value}`);
    return [value, known[value]];
  }));
  const body = operation.operation === 'subscription' ? await follow(server, token, code, variables) : (await server.post(code, { token, variables })).body;
  assert.equal(body.errors, undefined, JSON.stringify(body.errors));
  for (const payload of Object.values(body.data)) {
    if (payload?.userErrors) assert.deepEqual(payload.userErrors, []);
    if (payload?.screenplay?.id) known.id = payload.screenplay.id;
    if (payload?.job?.id) known.job = payload.job.id;
    if (payload?.tokens) known.refresh = payload.tokens.refreshToken;
  }
  return body;
}

for (const language of ['en', 'ar']) {
  test(`docs/${language}/api.md`, { timeout: 60_000 }, async (suite) => {
    const server = await startServer();
    servers.push(server);
    mkdirSync(join(server.folder, 'bin'));
    symlinkSync(BINARY, join(server.folder, 'bin/mashhad'));
    const token = server.token('docs');
    const env = { ...server.env, PATH: `${join(server.folder, 'bin')}:${server.env.PATH}`, MASHHAD_URL: server.origin, MASHHAD_TOKEN: token };
    const known = { text: SAMPLE, login: 'amal@studio.example', password: 'four plain words do' };
    const found = blocks(readFileSync(join(ROOT, `docs/${language}/api.md`), 'utf8'));
    assert.ok(found.length >= 6);
    for (const { language: kind, code } of found) {
      await suite.test(code.split('\n')[0], async () => {
        if (kind === 'graphql') await execute(server, token, code, known);
        else if (kind === 'sh') {
          const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', code], { env, encoding: 'utf8', cwd: ROOT });
          assert.equal(status, 0, stderr);
          assert.ok(!/"errors"/.test(stdout), stdout);
        } else assert.fail(`a block of ${kind} is not executed: say here how`);
      });
    }
  });
}
