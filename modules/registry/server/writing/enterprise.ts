import { TarimError } from '@tarim/kernel';
import type { Static } from '@tarim/platform';
import { sql } from 'kysely';
import type { Enterprise, EnterpriseInput } from '../../contract.ts';
import { usccIssue } from '../domain/checks.ts';
import { refuse } from '../domain/issue.ts';
import { registryErrors } from '../errors.ts';
import { insertRow, updateRow } from '../sql/write.ts';
import { conflicts, requireUnits, unitIssue, type Writing } from './writing.ts';

type Input = Static<typeof EnterpriseInput>;

const unknown = (id: number) => () => new TarimError(registryErrors.enterpriseUnknown, { id });

/** Registers an enterprise or changes it; a move to another unit needs a post over both. */
export async function writeEnterprise(w: Writing, old: Enterprise | null, input: Input): Promise<number> {
  requireUnits(w, [old?.unitPath, input.unitPath]);
  refuse([
    input.uscc === old?.uscc ? null : usccIssue(input.uscc),
    input.unitPath === old?.unitPath ? null : await unitIssue(w, input.unitPath),
  ]);
  return conflicts(
    { enterprise_uscc_key: () => new TarimError(registryErrors.usccTaken, { uscc: input.uscc }) },
    async () => {
      if (!old) return insertRow(w.tx, 'enterprise', input);
      await updateRow(w.tx, 'enterprise', old.id, input, unknown(old.id));
      return old.id;
    },
  );
}

/** Takes an enterprise out of use or back. One whose outlets still report is in use, whatever a form says. */
export async function setEnterpriseActive(w: Writing, old: Enterprise, active: boolean): Promise<void> {
  requireUnits(w, [old.unitPath]);
  if (!active) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from registry.point where enterprise_id = ${old.id} and active`.execute(w.tx);
    const n = rows[0]!.n;
    if (n > 0) throw new TarimError(registryErrors.enterpriseInUse, { n });
  }
  await updateRow(w.tx, 'enterprise', old.id, { active }, unknown(old.id));
}
