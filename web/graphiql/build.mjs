// Bundles the page and Monaco's workers into dist/, each file compressed: the binary embeds the .gz files and serves them as they are.
import { build } from 'esbuild';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const out = 'dist';
rmSync(out, { recursive: true, force: true });
mkdirSync(out);
const shared = { bundle: true, minify: true, legalComments: 'none', target: 'es2022', write: true, define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'warning' };
await build({ ...shared, entryPoints: { graphiql: 'main.jsx' }, outdir: out, format: 'esm', jsx: 'automatic', loader: { '.ttf': 'dataurl', '.woff': 'empty', '.woff2': 'empty' } });
const workers = {
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
};
await build({ ...shared, entryPoints: workers, outdir: out, format: 'iife' });
for (const file of readdirSync(out)) {
  const bytes = readFileSync(`${out}/${file}`);
  writeFileSync(`${out}/${file}.gz`, gzipSync(bytes, { level: 9 }));
  rmSync(`${out}/${file}`);
}
