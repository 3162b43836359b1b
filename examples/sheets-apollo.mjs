// Apollo Client: the breakdown sheets of the newest screenplay.
//   npm install @apollo/client rxjs graphql && MASHHAD_URL=http://127.0.0.1:8080 MASHHAD_TOKEN=… node sheets-apollo.mjs
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client/core/index.js';

const client = new ApolloClient({
  link: new HttpLink({ uri: `${process.env.MASHHAD_URL}/graphql`, headers: { authorization: `Bearer ${process.env.MASHHAD_TOKEN}` } }),
  cache: new InMemoryCache(),
});
const { data } = await client.query({
  query: gql`
    query Newest {
      screenplays(first: 1) {
        nodes {
          title
          breakdown { sheets(first: 5) { nodes { ordinal synopsis { text } elements { category name } } } }
        }
      }
    }
  `,
});
for (const { title, breakdown } of data.screenplays.nodes) {
  console.log(title);
  for (const sheet of breakdown?.sheets.nodes ?? []) {
    console.log(`${sheet.ordinal}. ${sheet.elements.map((element) => `${element.category}: ${element.name}`).join(' · ')}`);
  }
}
