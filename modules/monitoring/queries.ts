/** What other modules may ask monitoring, on the server. Read-only. */
export {
  type LaboratoryResult,
  laboratoryResults,
  type SamplingPresence,
  samplingPresences,
} from './server/sql/laboratory.ts';
export { completionRows, officialRows, type ResultFilter } from './server/sql/network.ts';
export { taskById } from './server/sql/tasks.ts';
