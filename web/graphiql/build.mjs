// Bundles the page and Monaco's workers into dist/, each file compressed: the binary embeds the .gz files and serves them as they are.
import { build } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const out = 'dist';
rmSync(out, { recursive: true, force: true });
mkdirSync(out);
const shared = { bundle: true, minify: true, legalComments: 'none', target: 'es2022', write: true, metafile: true, define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'warning' };
const page = await build({ ...shared, entryPoints: { graphiql: 'main.jsx' }, outdir: out, format: 'esm', jsx: 'automatic', loader: { '.ttf': 'dataurl', '.woff': 'empty', '.woff2': 'empty' } });
const workers = {
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
};
const background = await build({ ...shared, entryPoints: workers, outdir: out, format: 'iife' });
for (const file of readdirSync(out)) {
  const bytes = readFileSync(`${out}/${file}`);
  writeFileSync(`${out}/${file}.gz`, gzipSync(bytes, { level: 9 }));
  rmSync(`${out}/${file}`);
}

// The licences of every package that went into the bundle, as their authors ship them.
const folders = new Set([page, background].flatMap(({ metafile }) => Object.keys(metafile.inputs)).map((path) => /.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0]).filter(Boolean));
const notices = [...folders].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file && existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, 'utf8').replace(/\r/g, '').trim() : `No licence file in the package; its manifest says: ${license}`;
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync('THIRD-PARTY-LICENCES.txt', `Packages bundled into dist/, with their licences.\n\n${notices.join(`\n${'-'.repeat(80)}\n\n`)}`);
