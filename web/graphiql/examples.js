// First tabs of a new visitor; comments in both languages.
export const EXAMPLES = [
  {
    query: `# معلومات الخادم · facts about the server (no token needed)
query ServerInfo {
  serverInfo { version engineVersion schemaHash analyses }
}
`,
  },
  {
    query: `# أضف سيناريو · add a screenplay
mutation AddScreenplay($text: String!) {
  screenplayAdd(input: { source: { text: $text } }) {
    screenplay { id title sceneCount scenes(first: 5) { nodes { number location timeOfDay intExt } } }
    userErrors { code messageAr messageEn }
  }
}
`,
    variables: JSON.stringify({ text: 'مشهد 1\t\tليل-داخلي\nشقة سمير – الصالة\nيدخل سمير ويضع المفتاح على الطاولة\nسمير :\nمين هنا؟\nقطع\n' }, null, 2),
  },
  {
    query: `# ابدأ تفريغ السيناريو · submit a breakdown
mutation SubmitBreakdown($screenplay: ID!) {
  breakdownSubmit(input: { screenplayId: $screenplay }) {
    job { id status }
    userErrors { code messageAr messageEn }
  }
}
`,
  },
  {
    query: `# تابع المهمة · follow a job
subscription Follow($job: ID!) {
  jobProgress(jobId: $job) { rev status stage scenesDone scenesTotal }
}
`,
  },
];
