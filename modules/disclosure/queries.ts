/** What other modules may ask disclosure, on the server. Read-only. */
export { publishedPoints } from './server/published.ts';
