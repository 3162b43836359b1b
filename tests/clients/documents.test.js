// Every document that graphql-js calls valid is executed, every one that it refuses is refused.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildSchema, parse, validate } from 'graphql';
import { ROOT, startServer } from './lib/server.js';

const MANY = 'priority: NORMAL';
const DOCUMENTS = [
  // Names, aliases, fragments
  '{ __typename }',
  'query Q { a: serverInfo { v: version } b: serverInfo { version } }',
  '{ serverInfo { ...F } } fragment F on ServerInfo { version schemaHash }',
  '{ serverInfo { ... { version } ... on ServerInfo { schemaHash } } }',
  '{ node(id: "x") { id ... on Job { status } ... on Screenplay { title } } }',
  '{ serverInfo { version version } }',
  '{ serverInfo { a: version a: schemaHash } }',
  '{ serverInfo { ...Missing } }',
  'fragment F on ServerInfo { version } { serverInfo { version } }',
  '{ serverInfo { ...F } } fragment F on Job { id }',
  '{ serverInfo { ...F } } fragment F on Nowhere { id }',
  '{ serverInfo { ...F } } fragment F on ServerInfo { version } fragment F on ServerInfo { version }',
  '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
  '{ serverInfo { ...on } } fragment on on ServerInfo { version }',
  '{ node(id: "x") { ... on ServerInfo { version } } }',
  // Fields and selections
  '{ nothing }', '{ serverInfo }', '{ serverInfo { version { x } } }', '{ serverInfo { } }', '{ }', '', '{ serverInfo { version }',
  // Operations
  'query A { __typename } query A { __typename }', 'query A { __typename } { __typename }', 'subscription { jobsProgress { id } jobProgress(jobId: "x") { rev } }',
  'subscription S { ...R } fragment R on Subscription { jobsProgress { id } a: jobsProgress { id } }',
  'subscription { __typename }',
  // Arguments and input objects
  '{ job(id: "x") { id } }', '{ job { id } }', '{ job(id: "x", id: "y") { id } }', '{ job(id: "x", what: 1) { id } }', '{ job(id: 7) { id } }', '{ job(id: 1.5) { id } }',
  '{ job(id: null) { id } }', '{ job(id: [1]) { id } }', '{ job(id: { a: 1 }) { id } }',
  '{ jobs(first: 1) { totalCount } }', '{ jobs(first: "1") { totalCount } }', '{ jobs(first: 1.0) { totalCount } }', '{ jobs(first: 99999999999) { totalCount } }',
  '{ jobs(first: -2147483649) { totalCount } }',
  '{ jobs(filter: { kinds: [BREAKDOWN] }) { totalCount } }', '{ jobs(filter: { kinds: BREAKDOWN }) { totalCount } }', '{ jobs(filter: { kinds: [NOTHING] }) { totalCount } }',
  '{ jobs(filter: { kinds: ["BREAKDOWN"] }) { totalCount } }', '{ jobs(filter: { what: 1 }) { totalCount } }', '{ jobs(filter: { kinds: [BREAKDOWN], kinds: [SALIENCE] }) { totalCount } }',
  '{ jobs(filter: {}) { totalCount } }', '{ jobs(filter: null) { totalCount } }', '{ jobs(filter: []) { totalCount } }', '{ jobs(order: CREATED_AT, direction: ASCENDING) { totalCount } }',
  '{ jobs(order: created_at) { totalCount } }', '{ jobs(direction: null) { totalCount } }',
  'mutation { screenplayAdd(input: { source: { text: "x" } }) { userErrors { code } } }',
  'mutation { screenplayAdd(input: { source: { text: "x", uploadId: "y" } }) { userErrors { code } } }',
  'mutation { screenplayAdd(input: { source: {} }) { userErrors { code } } }', 'mutation { screenplayAdd(input: { source: { text: null } }) { userErrors { code } } }',
  'mutation { screenplayAdd { userErrors { code } } }', 'mutation { screenplayAdd(input: { }) { userErrors { code } } }',
  `mutation { breakdownSubmit(input: { screenplayId: "x", ${MANY} }) { userErrors { code } } }`, `mutation { breakdownSubmit(input: { screenplayId: "x", ${MANY}, ${MANY} }) { userErrors { code } } }`,
  // Variables
  'query Q($id: ID = "x") { job(id: $id) { id } }', 'query Q($id: ID) { job(id: $id) { id } }', 'query Q($id: String = "x") { node(id: $id) { id } }', 'query Q($id: ID = "x", $id: ID = "y") { job(id: $id) { id } }',
  'query Q { job(id: $id) { id } }', 'query Q($id: ID = "x") { __typename }', 'query Q($j: Job) { __typename }', 'query Q($j: Nowhere = 1) { jobs(first: $j) { totalCount } }',
  'query Q($n: Int = "x") { jobs(first: $n) { totalCount } }', 'query Q($n: Int = 3) { jobs(first: $n) { totalCount } }', 'query Q($ids: [ID!]! = ["x"]) { nodes(ids: $ids) { id } }',
  'query Q($ids: [ID] = ["x"]) { nodes(ids: $ids) { id } }', 'query Q($f: JobFilter = { kinds: [BREAKDOWN] }) { jobs(filter: $f) { totalCount } }',
  'query Q($k: JobKind = BREAKDOWN) { jobs(filter: { kinds: [$k] }) { totalCount } }', 'query Q($k: JobKind! = BREAKDOWN) { jobs(filter: { kinds: [$k] }) { totalCount } }',
  // Variables and literals in their places
  'query Q($k: [JobKind!]! = [BREAKDOWN]) { jobs(filter: { kinds: $k }) { totalCount } }', 'query Q($k: JobKind! = BREAKDOWN) { jobs(filter: { kinds: $k }) { totalCount } }', 'query Q($n: String = "3") { jobs(first: $n) { totalCount } }',
  'query Q($n: Float = 3) { jobs(first: $n) { totalCount } }', 'query Q($id: ID = null) { job(id: $id) { id } }', 'query Q($id: ID! = "x") { ...F } fragment F on Query { job(id: $id) { id } }',
  'query Q($id: String! = "x") { ...F } fragment F on Query { ...G } fragment G on Query { job(id: $id) { id } }', 'query Q($y: Boolean) { serverInfo @skip(if: $y) { version } }', 'query Q($y: String = "x") { serverInfo { ... @include(if: $y) { version } } }',
  'query Q($f: JobFilter = []) { jobs(filter: $f) { totalCount } }', 'query Q($f: JobFilter = { kinds: ["BREAKDOWN"] }) { jobs(filter: $f) { totalCount } }', 'query Q($k: JobKind = "BREAKDOWN") { jobs(filter: { kinds: [$k] }) { totalCount } }',
  'query Q($k: [JobKind!] = [BREAKDOWN]) { jobs(filter: { kinds: $k, what: 1 }) { totalCount } }', 'query Q($s: ID = "x") { jobs(filter: { screenplayId: $s }) { totalCount } }', 'query Q($n: String = "x") { __type(name: $n) { name } }', 'query Q($n: Int = 3) { __type(name: $n) { name } }',
  '{ __type(name: 7) { name } }', '{ __type(name: "Job") { fields(includeDeprecated: "x") { name } } }',
  'query Q($t: String! = "x") { __typename } mutation M($t: String! = "x") { screenplayAdd(input: { source: { text: $t } }) { userErrors { code } } }',
  'mutation M($t: String) { screenplayAdd(input: { source: { text: $t } }) { userErrors { code } } }', 'mutation M($t: String = "x") { screenplayAdd(input: { source: { text: $t } }) { userErrors { code } } }', 'mutation M($t: String! = "x") { screenplayAdd(input: { source: { text: $t } }) { userErrors { code } } }', 'mutation M($t: String! = "x") { screenplayAdd(input: { source: { text: $t, uploadId: $t } }) { userErrors { code } } }',
  'query A($id: ID! = "x") { ...F } query B($id: String = "x") { ...F } fragment F on Query { job(id: $id) { id } }', '{ jobs(after: FOO) { totalCount } }', '{ jobs(after: 3) { totalCount } }', '{ jobs(first: true) { totalCount } }',
  // Directives
  '{ serverInfo @include(if: true) { version @skip(if: false) } }', '{ serverInfo @skip { version } }', '{ serverInfo @skip(if: "x") { version } }', '{ serverInfo @nothing { version } }',
  '{ serverInfo @skip(if: true) @skip(if: true) { version } }', 'query Q @include(if: true) { __typename }', '{ serverInfo { version @deprecated } }', 'query Q($y: Boolean = true) { serverInfo @include(if: $y) { version } }',
  'subscription { jobsProgress @skip(if: true) { id } }',
  // Lexical
  '{ job(id: "\\uD83D\\uDE00") { id } }', '{ job(id: "\\u{1F600}") { id } }', '{ job(id: "\\uD83D") { id } }', '{ job(id: "\\u{110000}") { id } }', '{ job(id: "\\u0645\\u0634") { id } }', '{ job(id: "مشهد 😀") { id } }', '{ job(id: "\\x") { id } }',
  '{ job(id: """block "quoted" \\""" مشهد""") { id } }', '{ job(id: "open) { id } }', '# note\n{ __typename } # end', '\uFEFF{ __typename }', '{ __typename, , , }', '{ jobs(first: 01) { totalCount } }', '{ jobs(first: 1x) { totalCount } }', '{ jobs(first: -0) { totalCount } }',
  'type X { a: Int }', 'query Q { __typename } type X { a: Int }', '{ __type(name: "Job") { name } }', '{ __type { name } }', '{ __schema { queryType { name } } }', '{ serverInfo { __schema { queryType { name } } } }',
];
// Where graphql-js 16 is behind the September 2025 specification: it forbids these directives on the root of a subscription, and a variable that may be null
// in a @oneOf object (graphql-js looks for that only where the object itself may be null).
const NEWER_RULE = new Set([
  'subscription { jobsProgress @skip(if: true) { id } }',
  'mutation M($t: String) { screenplayAdd(input: { source: { text: $t } }) { userErrors { code } } }',
]);

let server;
let token;
before(async () => { server = await startServer(); token = server.token('differential'); });
after(async () => { await server.stop(); });

test('the server and graphql-js agree about every document', async (suite) => {
  const schema = buildSchema(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));
  const verdict = (document) => {
    try { return validate(schema, parse(document)).map((error) => error.message); } catch (error) { return [error.message]; }
  };
  for (const document of DOCUMENTS) {
    await suite.test(JSON.stringify(document).slice(0, 120), async () => {
      const reasons = verdict(document);
      const subscription = /^subscription/.test(document) ? 'text/event-stream' : 'application/graphql-response+json';
      const abort = new AbortController();
      const response = await fetch(server.url, {
        method: 'POST',
        signal: abort.signal,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, accept: subscription },
        body: JSON.stringify({ query: document, operationName: /query A/.test(document) ? 'A' : undefined }),
      });
      let refused = response.status === 400 ? await response.text() : null;
      if (!refused && subscription === 'text/event-stream' && reasons.length > 0) refused = /"errors"/.test(await response.text()) && 'told as an event';
      abort.abort();
      const valid = reasons.length === 0 && !NEWER_RULE.has(document);
      assert.equal(refused === null || refused === false, valid, `graphql-js: ${reasons.join(' / ') || 'valid'}; server: ${response.status} ${refused}`);
    });
  }
});
