import type { AuditedCase } from '@tarim/enforcement/queries';
import type { DrawInput } from '@tarim/science';
import type { Why } from '../../contract.ts';

/** A file in question: by lot, or in any case with the reason. */
export interface PoolFile {
  readonly caseId: number;
  readonly number: string;
  readonly party: string;
  readonly cause: string;
  readonly auditedPath: string;
  readonly auditedName: string;
  /** penalty, no-penalty, withdrawn; null: not decided. */
  readonly kind: string | null;
  readonly always: Exclude<Why, 'drawn'> | null;
  readonly simulated: boolean;
}

export interface Period {
  readonly from: string;
  readonly to: string;
  /** Share by which a fine may differ from the computed one. */
  readonly deviation: number;
  readonly today: string;
}

/** Files decided in the period, and those whose term passed in it without a decision. */
export function poolOf(
  audited: { readonly path: string; readonly name: string },
  cases: readonly AuditedCase[],
  period: Period,
): PoolFile[] {
  return cases
    .filter((one) => belongs(one, period))
    .map((one) => ({
      caseId: one.id,
      number: one.number,
      party: one.party,
      cause: one.cause,
      auditedPath: audited.path,
      auditedName: audited.name,
      kind: one.standing.decision?.kind ?? null,
      always: alwaysOf(one, cases, period),
      simulated: one.simulated,
    }));
}

function belongs({ standing, decisionDue }: AuditedCase, { from, to, today }: Period): boolean {
  const day = standing.decision?.on ?? (decisionDue && decisionDue < today ? decisionDue : null);
  return day !== null && day >= from && day <= to;
}

/** 必查情形, as far as data show them; complaints against officers are not kept here. */
function alwaysOf(one: AuditedCase, cases: readonly AuditedCase[], period: Period): PoolFile['always'] {
  const { decision, notice } = one.standing;
  if (decision?.kind === 'withdrawn') return 'withdrawn';
  const before = ({ id, partyCode, standing }: AuditedCase) =>
    id !== one.id &&
    partyCode !== '' &&
    partyCode === one.partyCode &&
    standing.decision?.kind === 'penalty' &&
    standing.decision.on <= one.filedOn;
  if (decision?.kind === 'no-penalty' && cases.some(before)) return 'repeat-unpunished';
  const computed = notice?.computed ?? null;
  if (
    decision?.kind === 'penalty' &&
    computed !== null &&
    Math.abs(decision.amount - computed) > period.deviation * computed
  )
    return 'deviating';
  if (one.decisionDue !== null && (decision?.on ?? period.today) > one.decisionDue) return 'overdue';
  return null;
}

/** The draw over what is not taken in any case: per unit and kind of file `ceil(rate × files)`. */
export function drawInput(
  files: readonly PoolFile[],
  rate: number,
  about: { readonly number: string; readonly on: string; readonly commitment: string },
): Omit<DrawInput, 'seed'> {
  const objects = files
    .filter(({ always }) => always === null)
    .map(({ number, auditedPath, kind }) => ({
      id: number,
      stratum: `${auditedPath} ${kind ?? 'undecided'}`,
    }));
  return {
    draw: about.number,
    on: about.on,
    commitment: about.commitment,
    quotas: Object.fromEntries(objects.map(({ stratum }) => [stratum, { ratio: rate }])),
    objects,
  };
}
