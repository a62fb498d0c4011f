import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Tx } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import type { Operator, OperatorInput } from '../../contract.ts';
import { completionOf } from '../domain/due.ts';
import { operationErrors as E } from '../errors.ts';
import {
  contractRows,
  figuresOf,
  insertOperator,
  operatorRows,
  replaceContracts,
  updateOperator,
} from '../sql/operators.ts';

const ACTION = 'operation.configure';

/** Operators with what they keep, and their figures of [from, to], Beijing days. */
export async function listOperators(
  ctx: Context,
  { from, to }: { from: string; to: string },
): Promise<{ operators: Operator[] }> {
  const today = beijingDate(ctx.clock.now());
  const [operators, contracts, figures] = await Promise.all([
    operatorRows(ctx.db),
    contractRows(ctx.db),
    figuresOf(ctx.db, from, to),
  ]);
  const points = new Map(
    (await pointsByIds(ctx.db, [...new Set(contracts.map((one) => one.pointId))])).map((one) => [
      one.id,
      one.name,
    ]),
  );
  return {
    operators: operators.map((operator) => {
      const own = contracts.filter((one) => one.operatorId === operator.id);
      let due = 0;
      let done = 0;
      // What was due while a contract held is its operator's.
      for (const contract of own)
        for (const plan of figures.plans.filter((one) => one.pointId === contract.pointId)) {
          const records = figures.records
            .filter((one) => one.pointId === plan.pointId && one.kind === plan.kind)
            .map((one) => one.at.getTime());
          const first = contract.from > from ? contract.from : from;
          const last = [contract.to, to, today].sort()[0]!;
          const one = completionOf(plan, records, first, last);
          due += one.due;
          done += one.done;
        }
      const of = figures.byOperator.find((one) => one.operatorId === operator.id);
      const share = (part: number, whole: number) => (whole === 0 ? null : (100 * part) / whole);
      return {
        id: operator.id,
        unitPath: operator.unitPath,
        name: operator.name,
        uscc: operator.uscc,
        contact: operator.contact ?? '',
        phone: operator.phone ?? '',
        simulated: operator.simulated,
        staff: operator.staff.map((one) => ({
          ...one,
          expired: one.validTo !== null && one.validTo < today,
        })),
        contracts: own.map((one) => ({
          pointId: one.pointId,
          pointName: points.get(one.pointId) ?? String(one.pointId),
          from: one.from,
          to: one.to,
          inForce: one.from <= today && today <= one.to,
        })),
        figures: {
          due,
          done,
          completion: share(done, due),
          checks: of?.checks ?? 0,
          passed: of?.passed ?? 0,
          pass: share(of?.passed ?? 0, of?.checks ?? 0),
          faults: of?.faults ?? 0,
          faultHours: of?.faultHours ?? 0,
        },
      };
    }),
  };
}

export const addOperator = (ctx: Context, actor: Actor, input: OperatorInput): Promise<{ id: number }> =>
  save(ctx, actor, input, null, (tx, row) => insertOperator(tx, row));

export async function putOperator(
  ctx: Context,
  actor: Actor,
  id: number,
  input: OperatorInput,
): Promise<{ id: number }> {
  const old = (await operatorRows(ctx.db)).find((one) => one.id === id);
  if (!old) throw new TarimError(E.operatorUnknown);
  ctx.policy.require(actor, ACTION, { unitPath: old.unitPath });
  return save(ctx, actor, input, id, async (tx, row) => {
    await updateOperator(tx, id, row);
    return id;
  });
}

async function save(
  ctx: Context,
  actor: Actor,
  input: OperatorInput,
  except: number | null,
  write: (tx: Tx, row: Parameters<typeof insertOperator>[1]) => Promise<number>,
): Promise<{ id: number }> {
  ctx.policy.require(actor, ACTION, { unitPath: input.unitPath });
  const points = await pointsByIds(
    ctx.db,
    input.contracts.map((one) => one.pointId),
  );
  const byId = new Map(points.map((one) => [one.id, one]));
  for (const one of input.contracts) {
    const point = byId.get(one.pointId);
    if (!point) throw new TarimError(E.outletUnknown, { id: one.pointId });
    ctx.policy.require(actor, ACTION, { unitPath: point.unitPath, enterpriseId: point.enterpriseId });
    if (one.from > one.to) throw new TarimError(E.span);
  }
  return asActor(ctx, actor, ACTION, async (tx) => {
    const name = input.name.trim();
    const taken = (await operatorRows(tx)).some(
      (one) => one.id !== except && one.unitPath === input.unitPath && one.name === name,
    );
    if (taken) throw new TarimError(E.operatorTaken);
    const id = await write(tx, {
      unitPath: input.unitPath,
      name,
      uscc: input.uscc,
      contact: input.contact.trim(),
      phone: input.phone.trim(),
      staff: input.staff,
      simulated: false,
      byName: actor.name,
      at: new Date(ctx.clock.now()),
    });
    await replaceContracts(
      tx,
      id,
      input.contracts.map((one) => {
        const { unitPath, enterpriseId } = byId.get(one.pointId)!;
        return { ...one, unitPath, enterpriseId };
      }),
    );
    await ctx.audit.record(tx, {
      actor,
      action: 'operation.operator.saved',
      subject: `operator/${id}`,
      unitPath: input.unitPath,
      detail: { name: input.name, contracts: input.contracts },
    });
    return { id };
  });
}
