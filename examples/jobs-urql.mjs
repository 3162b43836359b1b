// urql: the last jobs and what they cost to ask for.
//   npm install @urql/core graphql && MASHHAD_URL=http://127.0.0.1:8080 MASHHAD_TOKEN=… node jobs-urql.mjs
import { Client, fetchExchange, gql } from '@urql/core';

const client = new Client({
  url: `${process.env.MASHHAD_URL}/graphql`,
  preferGetMethod: false,
  fetchOptions: { headers: { authorization: `Bearer ${process.env.MASHHAD_TOKEN}` } },
  exchanges: [fetchExchange],
});
const query = gql`
  query LastJobs {
    jobs(first: 10) { totalCount nodes { kind status screenplay { title } } }
    rateLimit { cost remaining }
  }
`;
const { data, error } = await client.query(query, {}).toPromise();
if (error) throw error;
for (const job of data.jobs.nodes) console.log(`${job.kind} ${job.status} ${job.screenplay?.title ?? ''}`);
console.log(`${data.jobs.totalCount} jobs; this question cost ${data.rateLimit.cost} points`);
