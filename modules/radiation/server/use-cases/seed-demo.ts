import { beijingDate } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { enterprisesByIds, enterprisesInUse } from '@tarim/registry/queries';
import { plusDays, usccCheckDigit } from '@tarim/science';
import { calendarOf } from '@tarim/supervision/queries';
import type { ReportItems, SourceAct, SourceInput } from '../../contract.ts';
import { dueOf } from '../domain/clocks.ts';
import { unitRows } from '../sql/units.ts';
import { DEMO_OWN, DEMO_UNITS, type DemoSource, type DemoUnit } from './demo-units.ts';
import { actOnLicence, addLicence } from './licences.ts';
import { actOnOrphan, addOrphan } from './orphans.ts';
import { addDevice, addPerson, addPlace, addReading } from './people.ts';
import { actOnReport } from './reports.ts';
import { actOnSource, addSource } from './sources.ts';
import { addUnit } from './units.ts';

const BY: Actor = {
  userId: '00000000-0000-7000-8000-0000000000c2',
  name: '模拟',
  posts: [{ role: 'administrator', unitPath: '/' }],
};
const DOCUMENT = '模拟文书';
const READINGS = 4;
const WORN_DAYS = 30;

/** Simulated users of nuclear technology with sources of every category, once. */
export async function seedDemoRadiation(ctx: Context): Promise<void> {
  if ((await unitRows(ctx.db, {})).length > 0) return;
  const paths = new Map((await unitsUnder(ctx.db, '/')).map(({ code, path }) => [code, path]));
  for (const [n, unit] of DEMO_UNITS.entries()) {
    const unitPath = paths.get(unit.region);
    if (unitPath === undefined) continue;
    const first17 = `9165010099${String(n + 1).padStart(7, '0')}`;
    const uscc = first17 + usccCheckDigit(first17);
    await seedUnit(ctx, { ...unit, unitPath, uscc, name: `${unit.name}（模拟）`, enterpriseId: null }, n);
  }
  // The first simulated enterprise is the one whose people have an account.
  const ids = (await enterprisesInUse(ctx.db)).map(({ id }) => id);
  const own = (await enterprisesByIds(ctx.db, ids)).find(({ simulated }) => simulated);
  if (own) {
    const { uscc, name, unitPath, address } = own;
    const unit = { ...DEMO_OWN, region: '', address: address ?? '' };
    await seedUnit(ctx, { ...unit, uscc, name, unitPath, enterpriseId: own.id }, DEMO_UNITS.length);
  }
  await seedOrphans(ctx, paths);
}

type Seeded = DemoUnit & {
  readonly unitPath: string;
  readonly uscc: string;
  readonly enterpriseId: number | null;
};

async function seedUnit(ctx: Context, unit: Seeded, n: number): Promise<void> {
  const today = beijingDate(ctx.clock.now());
  const { unitPath, uscc, name, enterpriseId } = unit;
  const { id } = await addUnit(
    ctx,
    BY,
    {
      unitPath,
      uscc,
      name,
      address: unit.address,
      legalPerson: `模拟法人${n + 1}`,
      safetyOfficer: unit.officer ? `模拟负责人${n + 1}` : '',
      enterpriseId,
    },
    'zh',
    true,
  );
  const issued = await seedLicence(ctx, unit, id, unitPath, n);
  for (const source of unit.sources) await seedSource(ctx, id, source);
  for (const device of unit.devices) await addDevice(ctx, BY, id, device);
  await addPlace(ctx, BY, id, {
    name: '模拟场所',
    address: unit.address,
    unsealedClass: unit.unsealed,
    nuclide: unit.unsealed ? 'I-131' : '',
    dailyMaxBq: unit.unsealed ? 3.7e9 : null,
    yearlyMaxBq: unit.unsealed ? 9.3e11 : null,
  });
  for (const [i, dose] of unit.doses.entries()) {
    const person = await addPerson(ctx, BY, id, {
      name: `模拟人员${n + 1}-${i + 1}`,
      post: unit.post,
      examCertificate: `SIM-FS-${n + 1}${i + 1}`,
      examTo: plusDays(today, unit.examEnds ?? 400),
      active: true,
    });
    for (let k = READINGS; k >= 1; k--)
      await addReading(ctx, BY, person.id, {
        from: plusDays(today, -k * WORN_DAYS),
        to: plusDays(today, -(k - 1) * WORN_DAYS - 1),
        mSv: dose * (k === 1 ? unit.lastTimes : 1),
      });
  }
  await seedReports(ctx, id, issued, unit.reports);
}

/** A licence that ends so many days from now; it was issued five years before. */
async function seedLicence(
  ctx: Context,
  unit: DemoUnit,
  unitId: number,
  unitPath: string,
  n: number,
): Promise<string> {
  const end = plusDays(beijingDate(ctx.clock.now()), unit.licenceDays);
  const on = `${Number(end.slice(0, 4)) - 5}${end.slice(4, 7)}-${end.slice(8) === '29' ? '28' : end.slice(8)}`;
  const { id } = await addLicence(
    ctx,
    BY,
    unitId,
    { on: plusDays(on, -25), document: DOCUMENT, issuer: '模拟发证机关', ranges: [...unit.ranges] },
    'zh',
  );
  const step = { document: DOCUMENT };
  await actOnLicence(ctx, BY, id, { ...step, act: 'accept', on: plusDays(on, -20) }, 'zh');
  const number = `模拟辐证[${String(n + 1).padStart(5, '0')}]`;
  const validTo = dueOf('lic-valid', on, await calendarOf(ctx, ctx.db, unitPath));
  await actOnLicence(ctx, BY, id, { ...step, act: 'grant', on, number, validTo }, 'zh');
  return on;
}

async function seedSource(ctx: Context, unitId: number, source: DemoSource): Promise<void> {
  const today = beijingDate(ctx.clock.now());
  const { years, idleDays, stored, heldDays, ...particulars } = source;
  const on = plusDays(today, -heldDays);
  const input: SourceInput = {
    ...particulars,
    noCode: source.code === null ? '模拟：旧源未赋码' : '',
    measuredOn: plusDays(on, -Math.round(years * 365.25)),
    place: '模拟源库',
    origin: 'bought',
    on,
    document: DOCUMENT,
  };
  const { id } = await addSource(ctx, BY, unitId, input, 'zh', true);
  const step = (act: SourceAct) => actOnSource(ctx, BY, id, act, 'zh');
  await step({ act: 'start', on: plusDays(on, 2), document: DOCUMENT });
  if (idleDays === null) return;
  await step({ act: 'idle', on: plusDays(today, -idleDays), document: DOCUMENT });
  if (!stored) return;
  await step({ act: 'store', on: plusDays(today, -idleDays + 60), document: DOCUMENT, to: '模拟废物库' });
  await step({ act: 'file', on: plusDays(today, -idleDays + 70), document: DOCUMENT, of: 'handover' });
}

const ITEMS: ReportItems = {
  facilities: '模拟：设施运行正常',
  protection: '模拟：制度已修订',
  staff: '模拟：人员无变动',
  dose: '模拟：剂量正常',
  ledgers: '模拟：账物相符',
  environment: '模拟：已监测',
  incidents: '模拟：无事故',
  rectification: '模拟：无隐患',
  plans: '模拟：已制定',
};

/** Reports of past years but for the last, where the unit is to owe it. */
async function seedReports(
  ctx: Context,
  unitId: number,
  issued: string,
  last: DemoUnit['reports'],
): Promise<void> {
  const thisYear = Number(beijingDate(ctx.clock.now()).slice(0, 4));
  for (let year = thisYear - 3; year < thisYear; year++) {
    if (issued > `${year}-12-31` || (year === thisYear - 1 && last === 'missing')) continue;
    // The last one may have been due a few days ago: it is filed in its own January, or today.
    const today = beijingDate(ctx.clock.now());
    const on = `${year + 1}-01-15` <= today ? `${year + 1}-01-15` : today;
    await actOnReport(ctx, BY, unitId, year, { act: 'file', on, items: ITEMS }, 'zh');
    if (year < thisYear - 1 || last === 'passed')
      await actOnReport(ctx, BY, unitId, year, { act: 'pass', on, document: DOCUMENT }, 'zh');
  }
}

async function seedOrphans(ctx: Context, paths: ReadonlyMap<string, string>): Promise<void> {
  const today = beijingDate(ctx.clock.now());
  const found = [
    { region: '652300', place: '模拟废旧金属回收站', ago: 12, identified: false },
    { region: '652800', place: '模拟停产油田库房', ago: 90, identified: true },
  ];
  for (const { region, place, ago, identified } of found) {
    const unitPath = paths.get(region);
    if (unitPath === undefined) continue;
    const foundOn = plusDays(today, -ago);
    const { id } = await addOrphan(
      ctx,
      BY,
      { unitPath, foundOn, place, description: '模拟：门式监测报警后寻得', rate: 8.4 },
      true,
    );
    if (!identified) continue;
    const step = { document: DOCUMENT, on: plusDays(foundOn, 3) };
    await actOnOrphan(
      ctx,
      BY,
      id,
      { ...step, act: 'identify', nuclide: 'Cs-137', activityBq: 2.2e9, category: 'V', sourceId: null },
      'zh',
    );
    await actOnOrphan(
      ctx,
      BY,
      id,
      { ...step, act: 'collect', on: plusDays(foundOn, 9), to: '模拟废物库' },
      'zh',
    );
  }
}
