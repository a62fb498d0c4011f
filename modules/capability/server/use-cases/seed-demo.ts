import { inspectorsIn } from '@tarim/inspection/queries';
import { beijingDate } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { plusDays } from '@tarim/science';
import type { Field, ListItem, Quantity } from '../../contract.ts';
import { plusMonths } from '../domain/lights.ts';
import { requiredOf } from '../domain/required.ts';
import { listRows } from '../sql/lists.ts';
import { DEMO_LISTS } from './demo-lists.ts';
import { changeEquipment, enterEquipment, MANAGE } from './equipment.ts';
import { CONFIGURE, saveList } from './lists.ts';
import { addPerson, addTraining } from './people.ts';
import { keepReport } from './reports.ts';

const BY: Actor = {
  userId: '00000000-0000-7000-8000-0000000000c1',
  name: '模拟',
  posts: [{ role: 'administrator', unitPath: '/' }],
};
const SOURCE = '演示示例，数字为模拟，不是国家或自治区的配备标准';
/** How long ago the simulated lists began, the ledger was filled, and a gap report was kept. */
const [LIST_DAYS, LEDGER_DAYS, REPORT_DAYS] = [300, 200, 60] as const;
const INSPECTORS = 6;
const SUPERVISED: ReadonlySet<Quantity['level']> = new Set(['region', 'corps', 'prefecture', 'division']);

interface Place {
  readonly path: string;
  readonly code: string;
  readonly level: Quantity['level'];
}

/** Lists, ledgers, training and a kept gap report of the simulated region, once. */
export async function seedDemoCapability(ctx: Context): Promise<void> {
  if ((await listRows(ctx.db, {})).length > 0) return;
  const today = beijingDate(ctx.clock.now());
  await asActor(ctx, BY, CONFIGURE, async (tx) => {
    for (const { field, items } of DEMO_LISTS) {
      const input = { unitPath: '/', field, source: SOURCE, note: '' };
      // The first asked for less: a version shows what it changed.
      const fewer = items.slice(0, -1);
      await saveList(ctx, tx, BY, { ...input, effectiveFrom: plusDays(today, -LIST_DAYS) }, fewer, true);
      await saveList(ctx, tx, BY, { ...input, effectiveFrom: plusDays(today, -LEDGER_DAYS) }, items, true);
    }
  });
  const places = (await unitsUnder(ctx.db, '/')).filter(({ level }) => SUPERVISED.has(level));
  for (const [n, place] of places.entries())
    for (const { field, items } of DEMO_LISTS) await fillLedger(ctx, place, n, field, items);
  await train(ctx, places);
  for (const { field } of DEMO_LISTS)
    await keepReport(ctx, BY, { field, unitPath: '/', on: plusDays(today, -REPORT_DAYS) });
}

/** Most of what the list asks for: some is missing, in repair, or past its calibration, by a pattern over units and items. */
async function fillLedger(
  ctx: Context,
  { path: unitPath, code, level }: Place,
  n: number,
  field: Field,
  items: readonly ListItem[],
): Promise<void> {
  const today = beijingDate(ctx.clock.now());
  const on = plusDays(today, -LEDGER_DAYS);
  const repaired: number[] = [];
  await asActor(ctx, BY, MANAGE, async (tx) => {
    for (const [i, item] of items.entries()) {
      const asked = requiredOf(item.quantities, level, INSPECTORS) ?? 0;
      const missing = (n + i) % 4 === 0 ? 1 : 0;
      for (let k = 0; k < asked - missing; k++) {
        const mark = n + i + k;
        const ended = mark % 9 === 5;
        const id = await enterEquipment(
          ctx,
          tx,
          BY,
          {
            unitPath,
            field,
            item: item.code,
            kind: item.kind,
            name: item.name,
            model: `SIM-${item.code}`,
            serial: `${code}-${field.slice(0, 1)}${i + 1}-${k + 1}`,
            boughtOn: plusDays(today, -LEDGER_DAYS - 40 * (1 + (mark % 30))),
            calibrates: item.calibrated,
            state: 'in-use',
            holder: `模拟保管人${(mark % 4) + 1}`,
            lentTo: null,
            lentUntil: null,
            certificate: item.calibrated ? `SIM-JZ-${code}-${i + 1}${k + 1}` : '',
            calibratedTo: item.calibrated ? plusDays(today, ended ? -7 : 20 + 30 * (mark % 8)) : null,
            nextCheck: item.calibrated ? plusDays(today, 90) : null,
            note: '',
          },
          { on, simulated: true },
        );
        if (id !== null && mark % 11 === 7) repaired.push(id);
      }
    }
  });
  for (const id of repaired)
    await changeEquipment(ctx, BY, id, {
      state: 'repair',
      holder: '模拟保管人1',
      lentTo: null,
      lentUntil: null,
      certificate: '',
      calibratedTo: null,
      nextCheck: null,
      note: '送修（模拟）',
      on: plusDays(today, -10),
    });
}

/** Inspectors and radiation staff of each prefecture and division with their courses. */
async function train(ctx: Context, places: readonly Place[]): Promise<void> {
  const today = beijingDate(ctx.clock.now());
  for (const [n, { path: unitPath, level }] of places.entries()) {
    if (level !== 'prefecture' && level !== 'division') continue;
    const inspectors = (await inspectorsIn(ctx.db, unitPath)).filter((one) => one.unitPath === unitPath);
    const people = [
      ...inspectors.slice(0, 2).map(({ certificate, name }) => ({
        field: 'enforcement' as const,
        certificate,
        name,
        post: '执法人员',
      })),
      { field: 'enforcement' as const, certificate: null, name: `模拟内勤${n + 1}`, post: '执法内勤' },
      { field: 'radiation' as const, certificate: null, name: `模拟辐射员${n + 1}`, post: '辐射监测' },
    ];
    for (const [i, one] of people.entries()) {
      const { id } = await addPerson(ctx, BY, { unitPath, ...one }, true);
      const mark = n + i;
      await addTraining(ctx, BY, id, {
        course: one.field === 'radiation' ? '辐射安全与防护培训（模拟）' : '执法岗位培训（模拟）',
        hours: 16 + 8 * (mark % 3),
        on: plusDays(today, -150 - mark),
        score: 62 + ((mark * 7) % 35),
        passMark: 60,
        certificate: `SIM-PX-${n + 1}-${i + 1}`,
        validTo: [plusDays(today, -12), plusDays(today, 21), plusMonths(today, 4), plusMonths(today, 30)][
          mark % 4
        ]!,
      });
    }
  }
}
