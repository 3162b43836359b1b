// Must be imported before anything that loads Monaco: tells it where its workers are, on our own origin.
const FILES = { graphql: 'graphql.worker.js', json: 'json.worker.js' };
globalThis.MonacoEnvironment = {
  getWorker: (_module, label) => new Worker(`/graphiql/${FILES[label] ?? 'editor.worker.js'}`, { type: 'classic' }),
};
