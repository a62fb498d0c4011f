import { TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { pointParameters } from '@tarim/registry/queries';
import { type CheckResult, type CheckTables, checkItemOf, evaluateCheck } from '@tarim/science';
import type { OperationTableKey } from '@tarim/standards';
import type { CheckBody } from '../../contract.ts';
import { operationErrors as E } from '../errors.ts';
import { tableNow } from './access.ts';

export interface Judged {
  readonly body: CheckBody;
  readonly result: CheckResult;
}

/** Checks of an outlet with their verdicts by the tables in force. */
export async function judgeChecks(
  ctx: Context,
  pointId: number,
  bodies: readonly CheckBody[],
): Promise<Judged[]> {
  if (bodies.length === 0) return [];
  const table = async <Row>(key: OperationTableKey) =>
    (await tableNow(ctx, ctx.db, key)) as unknown as NonNullable<CheckTables['drift']> & {
      rows: readonly Row[];
    };
  const tables = {
    drift: await table('gas-calibration'),
    gas: await table('gas-comparison'),
    standard: await table('water-standard'),
    water: await table('water-comparison'),
    pairs: await table('water-pairs'),
  } as unknown as CheckTables;
  const codes = new Set((await pointParameters(ctx.db, [pointId])).map((one) => one.code));
  return bodies.map((body) => {
    const item = checkItemOf(body.code);
    if (item === null || !codes.has(body.code)) throw new TarimError(E.checkItem, { code: body.code });
    return { body, result: evaluateCheck({ ...body, item }, tables) };
  });
}
