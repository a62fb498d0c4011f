/** What other modules may ask enforcement, on the server, and the one thing that they may tell it: how a compensation stands. */
export type { CompensationStage } from './contract.ts';
export { fatalTitle } from './server/domain/findings.ts';
export {
  filedCases,
  type PenaltyCase,
  penaltyCase,
  recordCompensation,
} from './server/sql/compensation.ts';
export { casesInHand } from './server/sql/desk.ts';
export { masked } from './server/use-cases/act-on-case.ts';
export {
  type AuditedCase,
  type AuditFinding,
  auditedCase,
  auditedCases,
} from './server/use-cases/audited-cases.ts';
