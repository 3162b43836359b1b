// GraphiQL in a real headless Chromium without any other host: it draws itself, loads the schema with an empty token, and runs an example. The picture is kept
// in target/graphiql.png.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import WebSocket from 'ws';
import { ROOT, startServer } from './lib/server.js';

const BROWSER = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => spawnSync(name, ['--version']).status === 0);
const skip = BROWSER ? false : '!!! Chromium is not installed: GraphiQL is NOT looked at here';

let server;
before(async () => { if (BROWSER) server = await startServer(); });
after(async () => { await server?.stop(); });

// The DevTools protocol of one page.
async function open(url) {
  const folder = mkdtempSync(join(tmpdir(), 'mashhad-browser-'));
  const browser = spawn(BROWSER, ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${folder}`, '--window-size=1400,900',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const endpoint = await new Promise((found, failed) => {
    let log = '';
    browser.stderr.on('data', (chunk) => { log += chunk; const match = /DevTools listening on (ws:\S+)/.exec(log); if (match) found(match[1]); });
    browser.on('exit', () => failed(new Error(log)));
  });
  const pages = await (await fetch(`http://${new URL(endpoint).host}/json`)).json();
  const socket = new WebSocket(pages.find((page) => page.type === 'page').webSocketDebuggerUrl, { maxPayload: 64 * 1024 * 1024 });
  await new Promise((opened) => socket.once('open', opened));
  let last = 0;
  const waiting = new Map();
  const events = [];
  socket.on('message', (data) => { const message = JSON.parse(data); if (message.id) { waiting.get(message.id)(message); waiting.delete(message.id); } else events.push(message); });
  const send = (method, params = {}) => new Promise((done, failed) => {
    last += 1;
    waiting.set(last, (message) => (message.error ? failed(new Error(message.error.message)) : done(message.result)));
    socket.send(JSON.stringify({ id: last, method, params }));
  });
  const evaluate = async (expression) => (await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })).result.value;
  await send('Runtime.enable'); await send('Log.enable'); await send('Network.enable'); await send('Page.enable');
  await send('Page.navigate', { url });
  return {
    events, send, evaluate,
    async until(expression, what) {
      for (let turn = 0; turn < 200; turn += 1) {
        const value = await evaluate(expression);
        if (value) return value;
        await new Promise((next) => setTimeout(next, 100));
      }
      throw new Error(`${what} did not come; the page says: ${await evaluate('document.body.innerText.slice(0, 500)')}`);
    },
    async close() {
      socket.close();
      const gone = new Promise((done) => browser.on('exit', done));
      browser.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

test('GraphiQL draws itself, reads the schema and runs an example', { skip, timeout: 60_000 }, async () => {
  const page = await open(`${server.origin}/graphiql`);
  try {
    await page.until("document.querySelector('.graphiql-execute-button') !== null", 'the editor');
    await page.until("document.querySelectorAll('.graphiql-tab').length >= 4", 'the example tabs');
    const requests = () => page.events.filter((event) => event.method === 'Network.responseReceived').map((event) => event.params.response);
    await page.until('performance.getEntriesByType("resource").some((entry) => entry.name.endsWith("/graphql"))', 'the introspection');
    await page.evaluate("document.querySelector('.graphiql-execute-button').click()");
    await page.until("/engineVersion|serverInfo/.test(document.querySelector('.result-window')?.innerText ?? '')", 'the answer');
    const answers = requests().filter((response) => response.url.endsWith('/graphql'));
    assert.ok(answers.length >= 2 && answers.every((response) => response.status === 200), JSON.stringify(answers.map((response) => response.status)));
    assert.ok(requests().every((response) => /^(http:\/\/127\.0\.0\.1|data:|blob:)/.test(response.url)), 'another host was asked');
    const faults = page.events.filter((event) => event.method === 'Runtime.exceptionThrown' || (event.method === 'Log.entryAdded' && event.params.entry.level === 'error'));
    assert.deepEqual(faults.map((event) => event.params.entry?.text ?? event.params.exceptionDetails.text), []);
    const { data } = await page.send('Page.captureScreenshot', { format: 'png' });
    mkdirSync(join(ROOT, 'target'), { recursive: true });
    writeFileSync(join(ROOT, 'target/graphiql.png'), Buffer.from(data, 'base64'));
  } finally {
    await page.close();
  }
});
