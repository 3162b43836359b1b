// Types of server.js.
export interface TestServer {
  origin: string;
  url: string;
  socketUrl: string;
  token(subject: string, options?: { lifetime?: number; scopes?: string[] }): string;
  stop(): Promise<unknown>;
}
export const ROOT: string;
export function startServer(changed?: Record<string, string>): Promise<TestServer>;
