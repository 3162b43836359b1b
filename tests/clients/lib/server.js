// Starts the built server on a free port with a scratch database, and signs tokens for it. Ends only the process that it started.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// Given by ./run, which stands beside the schema and the examples.
export const ROOT = process.env.MASHHAD_ROOT ?? resolve('../..');
export const BINARY = process.env.MASHHAD_BINARY ?? join(ROOT, 'target/debug/mashhad');

export async function startServer(changed = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'mashhad-clients-'));
  const env = {
    PATH: process.env.PATH,
    MASHHAD_LISTEN: '127.0.0.1:0',
    MASHHAD_DATABASE_URL: `sqlite://${join(folder, 'test.sqlite')}`,
    MASHHAD_JWT_SECRET: 'a secret for tests only, thirty-two bytes',
    MASHHAD_LOG: 'info',
    MASHHAD_LOG_FORMAT: 'json',
    MASHHAD_DRAIN_S: '2',
    ...changed,
  };
  const child = spawn(BINARY, ['serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  let exit = null;
  const ended = new Promise((done) => child.on('exit', (code, signal) => done((exit = { code, signal }))));
  const address = await new Promise((found, failed) => {
    const read = (chunk) => {
      log += chunk;
      const match = /"address":"([^"]+)"/.exec(log);
      if (match) found(match[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', failed);
    child.on('exit', () => failed(new Error(`the server ended before it listened:\n${log}`)));
  });
  const origin = `http://${address}`;
  const token = (subject, { lifetime = 600, scopes = [] } = {}) =>
    execFileSync(BINARY, ['token', '--subject', subject, '--lifetime', String(lifetime), ...scopes.flatMap((scope) => ['--scope', scope])], { env, encoding: 'utf8' }).trim();
  return {
    origin,
    url: `${origin}/graphql`,
    socketUrl: `ws://${address}/graphql`,
    pid: child.pid,
    env,
    folder,
    token,
    log: () => log,
    exited: () => exit,
    async post(query, { variables = {}, token: bearer, headers = {} } = {}) {
      const response = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }), ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const text = await response.text();
      let body = null;
      try { body = JSON.parse(text); } catch { /* told by the caller's expectation */ }
      return { status: response.status, headers: response.headers, text, body };
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
      return exit;
    },
  };
}
