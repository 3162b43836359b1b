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
const socket = createClient({
  url: location.origin.replace(/^http/, 'ws') + '/graphql',
  connectionParams: () => ({ authorization: headers().Authorization ?? headers().authorization }),
});
const fetcher = createGraphiQLFetcher({ url: '/graphql', wsClient: socket });

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
