/** What other modules may ask enforcement, on the server. Read-only. */
export { fatalTitle } from './server/domain/findings.ts';
export {
  type AuditedCase,
  type AuditFinding,
  auditedCase,
  auditedCases,
} from './server/use-cases/audited-cases.ts';
