// TypeScript types of the operations in operations/*.graphql, generated from schema.graphql as a front end would do it.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse, printSchema } from 'graphql';
import { ROOT } from './lib/server.js';

const here = new URL('.', import.meta.url).pathname;
const schema = buildSchema(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));
const documents = readdirSync(join(here, 'operations')).map((file) => ({ location: file, document: parse(readFileSync(join(here, 'operations', file), 'utf8')) }));
const written = await codegen({
  schema: parse(printSchema(schema)),
  schemaAst: schema,
  documents,
  filename: 'generated/graphql.ts',
  config: { scalars: { DateTime: 'string', ID: 'string' }, strictScalars: true, useTypeImports: true, enumsAsTypes: true },
  plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }],
  pluginMap: { typescriptOperations, typedDocumentNode },
});
mkdirSync(join(here, 'generated'), { recursive: true });
writeFileSync(join(here, 'generated/graphql.ts'), written);
