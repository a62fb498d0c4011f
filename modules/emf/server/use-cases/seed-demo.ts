import { beijingDate } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { enterprisesByIds, enterprisesInUse } from '@tarim/registry/queries';
import { plusDays } from '@tarim/science';
import type { FacilityInput, MeasurementInput, Reading } from '../../contract.ts';
import { facilityRows } from '../sql/facilities.ts';
import { addFacility } from './facilities.ts';
import { addInstrument } from './instruments.ts';
import { addMeasurement, checkMeasurement } from './measurements.ts';
import { actOnPetition, registerPetition } from './petitions.ts';
import { addRule } from './rules.ts';

const person = (n: number, name: string): Actor => ({
  userId: `00000000-0000-7000-8000-0000000000e${n}`,
  name,
  posts: [{ role: 'administrator', unitPath: '/' }],
});
const CLERK = person(1, '模拟电磁监测员');
const CHECKER = person(2, '模拟电磁复核人');

const at = (hz: number): Reading => ({ fromHz: hz, toHz: hz, E: null, H: null, B: null, S: null, below: [] });
const RANGES: MeasurementInput['instrument']['ranges'] = [
  { quantity: 'E', low: 0.2, high: 100_000 },
  { quantity: 'B', low: 0.01, high: 3_000 },
];

/** What a facility of the demo is, and what was measured there; the percentages can be worked out by hand. */
interface Shown {
  readonly facility: Partial<FacilityInput> & Pick<FacilityInput, 'code' | 'name' | 'kind' | 'bands'>;
  readonly method: string;
  readonly readings: readonly Reading[];
  readonly checked: boolean;
}
const SHOWN: readonly Shown[] = [
  {
    // 400 of 4000 V/m and 9 of 100 µT: 10 %.
    facility: {
      code: 'SIM-EM-01',
      name: '模拟变电站',
      kind: 'substation',
      facilityClass: 'two',
      bands: [{ fromHz: 50, toHz: 50 }],
    },
    method: 'HJ 681-2013',
    readings: [{ ...at(50), E: 400, B: 9 }],
    checked: true,
  },
  {
    // (1.14/12)²: 0.9025 %.
    facility: {
      code: 'SIM-EM-02',
      name: '模拟通信基站',
      kind: 'base-station',
      facilityClass: 'two',
      bands: [{ fromHz: 9e8, toHz: 9e8 }],
      azimuth: 120,
      beam: 65,
      site: '模拟共址塔',
      heightM: 32,
      powerW: 60,
    },
    method: 'HJ 972-2018',
    readings: [{ ...at(9e8), E: 1.14 }],
    checked: true,
  },
  {
    // (3.6/12)² at 2.6 GHz: 9 %; with the neighbour of its tower 9.9025 %.
    facility: {
      code: 'SIM-EM-03',
      name: '模拟 5G 基站',
      kind: 'base-5g',
      facilityClass: 'two',
      bands: [{ fromHz: 2.6e9, toHz: 2.6e9 }],
      azimuth: 240,
      beam: 90,
      site: '模拟共址塔',
      heightM: 30,
      powerW: 240,
    },
    method: 'HJ 1151-2020',
    readings: [{ ...at(2.6e9), E: 3.6 }],
    checked: true,
  },
  {
    // Nothing within the range of the instrument: less than (0.2/12)², 0.028 %.
    facility: {
      code: 'SIM-EM-04',
      name: '模拟乡镇基站',
      kind: 'base-station',
      facilityClass: 'three',
      bands: [{ fromHz: 1.8e9, toHz: 1.8e9 }],
      azimuth: 0,
      beam: 65,
    },
    method: 'HJ 972-2018',
    readings: [{ ...at(1.8e9), below: ['E'] }],
    checked: true,
  },
  {
    // (48/40)²: 144 %, a finding that waits for somebody; not checked, so not public.
    facility: {
      code: 'SIM-EM-05',
      name: '模拟中波发射台',
      kind: 'broadcast',
      facilityClass: 'one',
      bands: [{ fromHz: 1e6, toHz: 1e6 }],
      fence: true,
      powerW: 10_000,
    },
    method: 'HJ/T 10.2-1996',
    readings: [{ ...at(1e6), E: 48 }],
    checked: false,
  },
];

/** Facilities, measurements, a rule and a complaint of the simulated region; once. All of it is made up, and says so. */
const SELECTIVE = {
  name: '选频仪（模拟）',
  serial: 'SIM-EMI-01',
  fromHz: 1e5,
  toHz: 6e9,
  ranges: [{ quantity: 'E' as const, low: 0.2, high: 200 }],
};
/** Its certificate ends within ninety days. */
const POWER_FREQUENCY = {
  name: '工频场强仪（模拟）',
  serial: 'SIM-EMI-02',
  fromHz: 25,
  toHz: 1e3,
  ranges: [
    { quantity: 'E' as const, low: 0.5, high: 100_000 },
    { quantity: 'B' as const, low: 0.01, high: 10_000 },
  ],
};

export async function seedDemoEmf(ctx: Context): Promise<void> {
  if ((await facilityRows(ctx.db, { limit: 1 })).length > 0) return;
  const ids = (await enterprisesInUse(ctx.db)).map(({ id }) => id);
  const owners = (await enterprisesByIds(ctx.db, ids)).filter(({ simulated }) => simulated);
  const [owner] = owners;
  if (!owner || owner.lon === null || owner.lat === null) return;
  const today = beijingDate(ctx.clock.now());
  for (const facilityClass of ['one', 'two'] as const)
    await addRule(ctx, CLERK, {
      unitPath: '/650000/',
      facilityClass,
      kind: null,
      months: 12,
      effectiveFrom: plusDays(today, -400),
      source: '本单位设置（模拟），不是法定频次',
    });
  for (const [instrument, until] of [
    [SELECTIVE, 300],
    [POWER_FREQUENCY, 60],
  ] as const)
    await addInstrument(
      ctx,
      CLERK,
      {
        ...instrument,
        unitPath: '/650000/',
        enterpriseId: null,
        antennaFactor: null,
        certificate: {
          number: `${instrument.serial}-C1`,
          laboratory: '检定机构（模拟）',
          validFrom: plusDays(today, until - 365),
          validUntil: plusDays(today, until),
        },
      },
      true,
    );
  const facilities: number[] = [];
  for (const [i, { facility, method, readings, checked }] of SHOWN.entries()) {
    const whole = facilityOf(facility, i, owner.id, owner.unitPath, [owner.lon, owner.lat], today);
    const { id } = await addFacility(ctx, CLERK, whole, 'zh', true);
    facilities.push(id);
    const measured = measurementOf(today, method, readings);
    const made = await addMeasurement(ctx, CLERK, id, 'supervisory', measured);
    if (checked) await checkMeasurement(ctx, CHECKER, made.id, { pass: true, note: '' });
  }
  await seedComplaint(ctx, facilities[1]!, owner.unitPath, today);
}

/** Some metre is near enough. */
const degrees = (value: number): number => Number(value.toFixed(5));

function facilityOf(
  facility: Shown['facility'],
  i: number,
  enterpriseId: number,
  unitPath: string,
  [lon, lat]: readonly [number, number],
  today: string,
): FacilityInput {
  const apart = 0.02;
  return {
    facilityClass: null,
    unitPath,
    enterpriseId,
    owner: '',
    uscc: '',
    place: '模拟地点',
    lon: degrees(lon + apart * (facility.site ? 1 : i + 2)),
    lat: degrees(lat + apart * (i % 2 === 0 ? 1 : -1) * (facility.site ? 0 : 1)),
    powerW: null,
    heightM: null,
    azimuth: null,
    beam: null,
    site: '',
    fence: false,
    signs: false,
    state: 'in-use',
    // Nobody measured by himself since: two months over a year.
    since: plusDays(today, -430 + 100 * (i % 3)),
    public: true,
    publicPlace: 'rounded',
    ...facility,
  };
}

const measurementOf = (today: string, method: string, readings: readonly Reading[]): MeasurementInput => ({
  measuredAt: `${plusDays(today, -20)}T10:30:00+08:00`,
  minutes: 6,
  method,
  instrument: {
    name: '模拟电磁辐射分析仪',
    serial: 'SIM-1',
    calibratedUntil: plusDays(today, 200),
    antennaFactor: null,
    ranges: [...RANGES],
  },
  measuredBy: '模拟监测站',
  place: '最近居民楼前（模拟）',
  distanceM: 45,
  heightM: 1.7,
  weather: '晴（模拟）',
  temperature: 12,
  humidity: 35,
  load: '正常业务量（模拟）',
  covers: 'facility',
  field: 'far',
  underLines: false,
  photo: null,
  readings: [...readings],
});

async function seedComplaint(
  ctx: Context,
  facilityId: number,
  unitPath: string,
  today: string,
): Promise<void> {
  const on = plusDays(today, -6);
  const { id } = await registerPetition(
    ctx,
    CLERK,
    {
      unitPath,
      facilityId,
      complaintNumber: null,
      place: '模拟小区 3 号楼',
      lon: null,
      lat: null,
      asked: '楼顶基站的电磁辐射是否达标（模拟）',
    },
    { at: Date.parse(`${on}T10:00:00+08:00`), simulated: true },
  );
  await actOnPetition(ctx, CLERK, id, { act: 'dispatch', on, to: '模拟监测站' });
  await actOnPetition(ctx, CLERK, id, {
    act: 'appoint',
    on: plusDays(today, -5),
    at: `${plusDays(today, 2)}T10:00:00+08:00`,
    note: '模拟',
  });
}
