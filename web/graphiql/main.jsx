import './workers.js';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import '@graphiql/plugin-explorer/style.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';
import './page.css';
import { EXAMPLES } from './examples.js';

// The token is typed into the headers panel once and used for HTTP and for the socket; it is read anew at each (re)connection.
const headers = () => {
  try {
    return JSON.parse(localStorage.getItem('graphiql:headers') || '{}');
  } catch {
    return {};
  }
};
// A header panel that still says only `Bearer ` means: nobody. The server refuses an empty token, rightly.
const bearer = (value) => (/^bearer\s*$/i.test(value ?? '') ? undefined : value);
const socket = createClient({
  url: location.origin.replace(/^http/, 'ws') + '/graphql',
  connectionParams: () => ({ authorization: bearer(headers().Authorization ?? headers().authorization) }),
});
const fetcher = createGraphiQLFetcher({
  url: '/graphql',
  wsClient: socket,
  fetch: (url, init) => {
    const sent = new Headers(init?.headers);
    if (sent.has('authorization') && !bearer(sent.get('authorization'))) sent.delete('authorization');
    return fetch(url, { ...init, headers: sent });
  },
});

createRoot(document.getElementById('graphiql')).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={[explorerPlugin()]}
    shouldPersistHeaders
    defaultHeaders={'{\n  "Authorization": "Bearer "\n}'}
    defaultTabs={EXAMPLES}
    defaultEditorToolsVisibility="headers"
  />,
);
