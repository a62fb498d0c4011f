import { type CompensationStage, recordCompensation } from '@tarim/enforcement/queries';
import { beijingDate } from '@tarim/kernel';
import type { Context, DbOrTx } from '@tarim/platform';
import type { DamageState } from '../../contract.ts';
import { paidOf, type Standing } from '../domain/file.ts';
import type { CaseRow } from '../sql/cases.ts';

/** What the discretion of a penalty needs to know (生态环境法典 1056), in its own words. */
const STAGE_OF: Readonly<Record<DamageState, CompensationStage>> = {
  screening: 'screening',
  'no-harm': 'none',
  checking: 'under-way',
  checked: 'under-way',
  'not-started': 'none',
  assessing: 'under-way',
  assessed: 'under-way',
  negotiating: 'under-way',
  agreed: 'agreed',
  failed: 'failed',
  sued: 'failed',
  performed: 'performed',
  effective: 'performed',
  closed: 'performed',
};

/** Tells the penalty case how its compensation stands, in the same transaction. */
export async function tellPenalty(ctx: Context, tx: DbOrTx, row: CaseRow, standing: Standing): Promise<void> {
  if (row.penaltyId === null) return;
  await recordCompensation(tx, {
    caseId: row.penaltyId,
    unitPath: row.unitPath,
    damageId: row.id,
    number: row.number,
    stage: STAGE_OF[standing.state],
    amount: standing.owed?.amount ?? null,
    paid: paidOf(standing),
    performedOn: standing.performed,
    on: beijingDate(ctx.clock.now()),
  });
}
