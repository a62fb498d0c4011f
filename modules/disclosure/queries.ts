/** What other modules may ask disclosure, on the server. Read-only. */
export { heldBack, publishedPoints } from './server/published.ts';
