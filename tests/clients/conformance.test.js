// GraphQL over HTTP: the audits of npm `graphql-http`, each a test; none may warn.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { startServer } from './lib/server.js';

let server;
before(async () => { server = await startServer(); });
after(async () => { await server.stop(); });

test('all audits of graphql-http pass', async (suite) => {
  const audits = serverAudits({ url: () => server.url, fetchFn: fetch });
  assert.equal(audits.length, 61);
  for (const audit of audits) {
    await suite.test(`${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn();
      assert.equal(result.status, 'ok', result.reason);
    });
  }
});
