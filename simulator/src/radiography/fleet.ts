import type { Area, DemoFleet, TerminalInput } from '@tarim/tracking/contract';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How long before the start the night begins that is sent at the start. */
export const NIGHT_MS = 8 * HOUR;

/** What a terminal of the simulated fleet goes through in its night. */
export type Story = 'drops' | 'strays' | 'dies' | 'announced' | 'old' | 'works' | 'parked';

export interface FleetMember {
  readonly terminal: TerminalInput;
  readonly story: Story;
  readonly lon: number;
  readonly lat: number;
  /** Where it works; of those that do. */
  readonly site?: readonly [lon: number, lat: number];
}

interface Made {
  readonly story: Story;
  readonly name: string;
  readonly owner: string;
  readonly unitPath: string;
  readonly lon: number;
  readonly lat: number;
  readonly site?: readonly [lon: number, lat: number];
  readonly nuclide?: string;
  /** Bq */
  readonly activity?: number;
  readonly category?: TerminalInput['category'];
  readonly ageDays?: number;
  /** In the simulated ledger of sources, or in none. */
  readonly sourceCode?: string;
}

const URUMQI = '/650000/650100/';
const KARAMAY = '/650000/650200/';
const SHIHEZI = '/BT/BT08/';
const FLEET: readonly Made[] = [
  {
    story: 'drops',
    name: '探伤机 01',
    owner: '天山无损检测（模拟）',
    unitPath: URUMQI,
    lon: 87.52,
    lat: 43.87,
    site: [87.56, 43.9],
  },
  {
    story: 'strays',
    name: '探伤车 02',
    owner: '天山无损检测（模拟）',
    unitPath: URUMQI,
    lon: 87.52,
    lat: 43.87,
  },
  {
    story: 'dies',
    name: '探伤机 03',
    owner: '天山无损检测（模拟）',
    unitPath: URUMQI,
    lon: 87.52,
    lat: 43.87,
  },
  {
    story: 'announced',
    name: '探伤机 04',
    owner: '准东检验检测（模拟）',
    unitPath: URUMQI,
    lon: 87.66,
    lat: 43.94,
  },
  {
    story: 'old',
    name: '探伤机 05',
    owner: '准东检验检测（模拟）',
    unitPath: URUMQI,
    lon: 87.66,
    lat: 43.94,
    ageDays: 200,
  },
  {
    story: 'works',
    name: '探伤机 06',
    owner: '准东检验检测（模拟）',
    unitPath: URUMQI,
    lon: 87.66,
    lat: 43.94,
    site: [87.7, 43.97],
    // Another unit has it in the ledger.
    sourceCode: '0125IR900032',
  },
  {
    story: 'parked',
    name: '测井源 07',
    owner: '测井公司（模拟）',
    unitPath: KARAMAY,
    lon: 84.88,
    lat: 45.59,
    nuclide: 'Am-241/Be',
    activity: 7.4e11,
    category: 'II',
    ageDays: 900,
    sourceCode: '0118AB900062',
  },
  {
    story: 'parked',
    name: '探伤机 08',
    owner: '石河子检测（模拟）',
    unitPath: SHIHEZI,
    lon: 86.04,
    lat: 44.31,
    // The ledger has none of it.
    sourceCode: '0126IR900992',
  },
];

const IRIDIUM = 3.7e12;
const AGE_DAYS = 60;
/** µSv/h near the container when it was measured, and without the source. */
const [BASELINE, BACKGROUND] = [12, 0.12] as const;

/** The simulated fleet of radiography and well-logging terminals, as of a time. */
export function demoMembers(now: number): FleetMember[] {
  return FLEET.map(({ story, name, owner, unitPath, lon, lat, site, ...one }, i) => {
    const age = one.ageDays ?? AGE_DAYS;
    const measuredAt = now - age * DAY;
    return {
      story,
      lon,
      lat,
      ...(site ? { site } : {}),
      terminal: {
        number: String(14_400_000_001 + i),
        name,
        serial: `TM${String(i + 1).padStart(5, '0')}`,
        unitPath,
        owner,
        protocol: 'jt808',
        sourceCode: one.sourceCode ?? '',
        sourceRef: '模拟数据，不对应任何许可证',
        nuclide: one.nuclide ?? 'Ir-192',
        activity: one.activity ?? IRIDIUM,
        measuredOn: new Date(measuredAt + 8 * HOUR).toISOString().slice(0, 10),
        category: one.category ?? 'II',
        baseline: BASELINE,
        baselineAt: new Date(measuredAt).toISOString(),
        background: BACKGROUND,
        movingSeconds: 120,
        // Short, so that who fell silent shows soon.
        parkedSeconds: 120,
        batteryLow: 3_300,
        batteryFull: 4_200,
        active: true,
      },
    };
  });
}

/** Sides of 2·r degrees around a place. */
const square = (lon: number, lat: number, r: number): Area => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon - r, lat - r],
      [lon + r, lat - r],
      [lon + r, lat + r],
      [lon - r, lat + r],
      [lon - r, lat - r],
    ],
  ],
});

/** What the platform is told of the fleet before it speaks: depots, filed jobs, an announced outage. */
export function demoFleet(now: number): DemoFleet {
  const members = demoMembers(now);
  const iso = (ms: number): string => new Date(ms).toISOString();
  const begin = now - NIGHT_MS;
  const depots = Map.groupBy(members, (one) => `${one.lon},${one.lat}`);
  return {
    terminals: members.map((one) => one.terminal),
    fences: [...depots.values()].map(([first, ...others]) => ({
      unitPath: first!.terminal.unitPath,
      name: `${first!.terminal.owner.replace('（模拟）', '')}库房（模拟）`,
      kind: 'depot' as const,
      geometry: square(first!.lon, first!.lat, 0.006),
      numbers: [first!, ...others].map((one) => one.terminal.number),
      from: iso(begin - DAY),
    })),
    jobs: members.flatMap(({ site, terminal }) =>
      site
        ? [
            {
              unitPath: terminal.unitPath,
              name: `${terminal.name} 管线焊口探伤（模拟）`,
              owner: terminal.owner,
              filing: '模拟备案',
              // One of them stands in both filings.
              team: [`${terminal.name} 操作员（模拟）`, '监护员甲（模拟）'],
              numbers: [terminal.number],
              geometry: square(site[0], site[1], 0.01),
              startsAt: iso(begin),
              endsAt: iso(now + 12 * HOUR),
              approved: true,
            },
          ]
        : [],
    ),
    outages: members
      .filter((one) => one.story === 'announced')
      .map(({ terminal }) => ({
        number: terminal.number,
        from: iso(begin + NIGHT_MS * 0.4),
        until: iso(now + 12 * HOUR),
        reason: '返厂更换天线（模拟）',
      })),
  };
}
