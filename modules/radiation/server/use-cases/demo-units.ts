import type { Category, DeviceInput, Range } from '../../contract.ts';

export interface DemoSource {
  readonly code: string | null;
  readonly label: string;
  readonly nuclide: string;
  readonly activityBq: number;
  /** Between manufacture and purchase. */
  readonly years: number;
  readonly category: Category;
  readonly use: string;
  /** Bought so many days ago. */
  readonly heldDays: number;
  /** Idle since so many days; null: in use. */
  readonly idleDays: number | null;
  /** Brought to storage sixty days after. */
  readonly stored: boolean;
}

export interface DemoUnit {
  readonly name: string;
  readonly region: string;
  readonly address: string;
  readonly officer: boolean;
  /** Days until its licence ends. */
  readonly licenceDays: number;
  readonly ranges: readonly Range[];
  readonly sources: readonly DemoSource[];
  readonly devices: readonly DeviceInput[];
  readonly unsealed: 'A' | 'B' | 'C' | null;
  readonly post: string;
  /** mSv of one reading, a person each; the last reading is so many times that. */
  readonly doses: readonly number[];
  readonly lastTimes: number;
  /** Days until the exams end. */
  readonly examEnds?: number;
  readonly reports: 'passed' | 'filed' | 'missing';
}

const source = (
  nuclide: string,
  activityBq: number,
  category: Category,
  use: string,
  more: Partial<DemoSource> & Pick<DemoSource, 'code' | 'label'>,
): DemoSource => ({
  nuclide,
  activityBq,
  category,
  use,
  years: 0.2,
  heldDays: 400,
  idleDays: null,
  stored: false,
  ...more,
});
const device = (name: string, cls: DeviceInput['class'], kV: number, mA: number): DeviceInput => ({
  name,
  model: 'SIM',
  serial: '',
  class: cls,
  kV,
  mA,
  place: '模拟机房',
  inUse: true,
});

/** Gauges of the enterprise whose people have an account in the demonstration. */
export const DEMO_OWN: Omit<DemoUnit, 'name' | 'region' | 'address'> = {
  officer: true,
  licenceDays: 500,
  ranges: [{ kind: 'use', range: 'source-IV' }],
  sources: [source('Cs-137', 1.85e9, 'V', '料位计', { code: '0117CS900135', label: 'SIM-CS-5' })],
  devices: [],
  unsealed: null,
  post: '仪表',
  doses: [0.1, 0.2],
  lastTimes: 1,
  reports: 'missing',
};

/** Users of nuclear technology of the simulated region; every name and number is invented. */
export const DEMO_UNITS: readonly DemoUnit[] = [
  {
    name: '辐照中心',
    region: '650100',
    address: '模拟路 1 号',
    officer: true,
    licenceDays: 900,
    ranges: [{ kind: 'use', range: 'source-I' }],
    sources: [
      source('Co-60', 3.7e15, 'I', '工业辐照', { code: '0124CO900011', label: 'SIM-CO-1' }),
      // Bought weak and old: below exemption by now.
      source('Co-60', 1.2e5, 'V', '校准', {
        code: '0112CO900025',
        label: 'SIM-CO-2',
        years: 10,
        heldDays: 900,
      }),
    ],
    devices: [],
    unsealed: null,
    post: '辐照操作',
    doses: [0.2, 0.15, 0.25],
    lastTimes: 1,
    reports: 'passed',
  },
  {
    name: '无损检测公司',
    region: '652300',
    address: '模拟路 2 号',
    officer: true,
    // Close to its end.
    licenceDays: 25,
    ranges: [
      { kind: 'use', range: 'source-II' },
      { kind: 'use', range: 'device-II' },
    ],
    sources: [
      source('Ir-192', 3.7e12, 'II', '移动探伤', { code: '0125IR900032', label: 'SIM-IR-1', heldDays: 100 }),
      source('Se-75', 3e12, 'II', '移动探伤', { code: '0125SE900042', label: 'SIM-SE-1', heldDays: 160 }),
      // Over its three months.
      source('Ir-192', 3.7e12, 'II', '移动探伤', {
        code: '0124IR900052',
        label: 'SIM-IR-0',
        heldDays: 420,
        idleDays: 150,
      }),
    ],
    devices: [device('X 射线探伤机', 'II', 300, 5)],
    unsealed: null,
    post: '探伤',
    doses: [0.3, 0.35, 0.3, 0.9],
    lastTimes: 1.4,
    examEnds: -20,
    reports: 'filed',
  },
  {
    name: '测井公司',
    region: '650200',
    address: '模拟路 3 号',
    officer: false,
    licenceDays: 150,
    ranges: [{ kind: 'use', range: 'source-II' }],
    sources: [
      source('Am-241/Be', 7.4e11, 'II', '测井', { code: '0118AB900062', label: 'SIM-AB-1' }),
      // The code says category III, the ledger IV.
      source('Cs-137', 7.4e10, 'IV', '测井', { code: '0118CS900073', label: 'SIM-CS-1' }),
      source('Am-241/Be', 1.8e11, 'III', '测井', { code: '01NNAB90008N', label: 'SIM-AB-2', idleDays: 50 }),
    ],
    devices: [],
    unsealed: null,
    post: '测井',
    doses: [0.4, 0.5],
    lastTimes: 1,
    reports: 'missing',
  },
  {
    name: '第一医院',
    region: '652800',
    address: '模拟路 4 号',
    officer: true,
    licenceDays: 1_400,
    ranges: [
      { kind: 'use', range: 'source-III' },
      { kind: 'use', range: 'device-II' },
      { kind: 'use', range: 'unsealed-B' },
    ],
    sources: [
      source('Ir-192', 3.7e11, 'III', '后装治疗', { code: '0125IR900093', label: 'SIM-IR-3', heldDays: 60 }),
      source('Cs-137', 1.1e11, 'III', '料位', {
        code: '0109CS900103',
        label: 'SIM-CS-9',
        heldDays: 700,
        idleDays: 200,
        stored: true,
      }),
    ],
    devices: [device('医用直线加速器', 'II', 6_000, 1), device('DSA', 'II', 125, 1_000)],
    unsealed: 'B',
    post: '介入',
    doses: [0.5, 0.4, 0.6],
    lastTimes: 1,
    reports: 'passed',
  },
  {
    name: '水泥厂',
    region: 'BT08',
    address: '模拟路 5 号',
    officer: true,
    licenceDays: 700,
    ranges: [
      { kind: 'use', range: 'source-IV' },
      { kind: 'use', range: 'source-V' },
    ],
    sources: [
      source('Cs-137', 3.7e9, 'IV', '料位计', { code: '0115CS900114', label: 'SIM-CS-3' }),
      source('Cs-137', 3.7e8, 'V', '密度计', { code: '0115CS900125', label: 'SIM-CS-4' }),
      source('Kr-85', 1.5e10, 'V', '测厚', { code: null, label: 'SIM-KR-1' }),
    ],
    devices: [],
    unsealed: null,
    post: '仪表',
    doses: [0.1, 0.1],
    lastTimes: 1,
    reports: 'passed',
  },
];
