/** Tools of tests: throw-away databases, contexts, a server without sockets. */
export {
  actorWith,
  closedPolicy,
  openPolicy,
  type TestContext,
  type TestContextOptions,
  testContext,
} from './context.ts';
export { type TestDatabase, testDatabase } from './database.ts';
export { removeDataDir } from './global-setup.ts';
export { type Answer, type CallOptions, type TestServer, testServer } from './server.ts';
export { type BookOptions, workbook } from './workbook.ts';
