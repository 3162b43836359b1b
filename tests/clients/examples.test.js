// The examples of the repository, each run as its first lines say.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { ROOT, startServer } from './lib/server.js';

const SCRIPT = join(ROOT, 'examples/teleplay-ar.txt');
let server;
let env;
before(async () => {
  server = await startServer();
  env = { PATH: process.env.PATH, MASHHAD_URL: server.origin, MASHHAD_TOKEN: server.token('examples'), PYTHONIOENCODING: 'utf-8' };
});
after(async () => { await server.stop(); });

// Packages are found from where a file stands.
function beside(file) {
  mkdirSync('build/examples', { recursive: true });
  const copy = resolve('build/examples', basename(file));
  copyFileSync(file, copy);
  return copy;
}
const run = async (command, ...rest) => (await promisify(execFile)(command, rest, { env, encoding: 'utf8' })).stdout;

test('each example does what it says', { timeout: 60_000 }, async (suite) => {
  await suite.test('follow-graphql-ws.mjs', async () => assert.match(await run('node', beside(join(ROOT, 'examples/follow-graphql-ws.mjs')), SCRIPT), /SUCCEEDED \d+\/\d+\n$/));
  await suite.test('sheets-apollo.mjs', async () => assert.match(await run('node', beside(join(ROOT, 'examples/sheets-apollo.mjs'))), /\n1\. .*: /));
  await suite.test('jobs-urql.mjs', async () => assert.match(await run('node', beside(join(ROOT, 'examples/jobs-urql.mjs'))), /BREAKDOWN SUCCEEDED .*\n1 jobs; this question cost \d+ points/));
  const curl = spawnSync('curl', ['--version']).status === 0 ? false : '!!! curl is not installed';
  await suite.test('upload.sh', { skip: curl }, async () => assert.match(await run('bash', join(ROOT, 'examples/upload.sh'), SCRIPT), /"sceneCount":[1-9]/));
  const python = spawnSync('python3', ['--version']).status === 0 ? false : '!!! python3 is not installed';
  await suite.test('analyse.py', { skip: python }, async () => assert.match(await run('python3', join(ROOT, 'examples/analyse.py'), SCRIPT), /SUCCEEDED/));
});
