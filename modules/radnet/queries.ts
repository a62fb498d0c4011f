/** What other modules may ask the radiation network, on the server. Read-only. */
export { type FindingFacts, findingFacts } from './server/use-cases/finding-facts.ts';
