import { ALARM_KINDS } from '@tarim/alarm/contract';
import { type AlarmView, alarmsWhere } from '@tarim/alarm/queries';
import type { Part } from '@tarim/documents';
import { beijingIso } from '@tarim/kernel';
import { factorName } from '@tarim/standards';
import { placeOf } from '../facts/place.ts';
import type { WordKey } from '../words.ts';
import type { Section, SectionInput } from './section.ts';

const MOST_ROWS = 10_000;
const SHOWN = 20;
const KIND: Readonly<Record<AlarmView['kind'], WordKey>> = {
  exceedance: 'doc.alarmExceedance',
  offline: 'doc.alarmOffline',
  fault: 'doc.alarmFault',
  aqi: 'doc.alarmAqi',
  rule: 'doc.alarmWritten',
};
const SEVERITY: Readonly<Record<AlarmView['severity'], WordKey>> = {
  info: 'doc.severityInfo',
  warning: 'doc.severityWarning',
  critical: 'doc.severityCritical',
};
const RANK = { critical: 0, warning: 1, info: 2 } as const;

/** Alarms that fired and began in the period: how many of each kind, what became of them, the gravest ones. */
export const alarmsOfPeriod: Section = {
  id: 'alarms.period',
  title: 'doc.alarms',
  about: 'doc.alarmsAbout',
  kinds: ['daily', 'monthly', 'annual'],
  async make(input) {
    const { db, t, unit, period } = input;
    const all = await alarmsWhere(
      db,
      {
        state: 'all',
        unit: unit.path,
        since: beijingIso(period.from),
        until: beijingIso(period.to),
        scopes: ['/'],
      },
      { limit: MOST_ROWS },
    );
    // A cause that was gone before its time was up never fired.
    const fired = all.filter((one) => one.firedAt !== null || one.historical);
    return {
      parts: partsOf(input, fired),
      provenance: {
        rules: [...new Set(fired.map((one) => t('doc.alarmRule', { id: one.ruleId })))].sort(),
        inputs: fired.length,
        expected: null,
        missing: all.length === MOST_ROWS ? [t('doc.tooManyAlarms', { n: MOST_ROWS })] : [],
      },
      simulated: fired.some((one) => one.simulated),
    };
  },
};

function partsOf(input: SectionInput, fired: readonly AlarmView[]): Part[] {
  const { t, unit } = input;
  if (fired.length === 0) return [{ kind: 'paragraph', text: t('doc.noAlarms', { unit: unit.name }) }];
  const count = (of: (one: AlarmView) => boolean) => fired.filter(of).length;
  const acknowledged = count((one) => one.acknowledged !== null);
  const closed = count((one) => one.state === 'closed');
  const gravest = fired
    .toSorted(
      (a, b) =>
        RANK[a.severity] - RANK[b.severity] ||
        (b.peak?.ratio ?? 0) - (a.peak?.ratio ?? 0) ||
        (a.startedAt < b.startedAt ? -1 : 1),
    )
    .slice(0, SHOWN);
  return [
    {
      kind: 'paragraph',
      text: t('doc.alarmsText', { unit: unit.name, n: fired.length, acknowledged, closed }),
    },
    {
      kind: 'table',
      caption: t('doc.alarmsTable'),
      columns: [
        { title: t('doc.alarmKind'), share: 2 },
        ...(['doc.total', 'doc.severityCritical', 'doc.acknowledged', 'doc.closed'] as const).map((key) => ({
          title: t(key),
          align: 'end' as const,
        })),
      ],
      rows: ALARM_KINDS.map((kind) => {
        const own = fired.filter((one) => one.kind === kind);
        return [
          t(KIND[kind]),
          String(own.length),
          String(own.filter((one) => one.severity === 'critical').length),
          String(own.filter((one) => one.acknowledged).length),
          String(own.filter((one) => one.state === 'closed').length),
        ];
      }),
    },
    gravestTable(input, gravest),
    ...(fired.length > SHOWN
      ? [{ kind: 'note' as const, text: t('doc.moreRows', { n: fired.length - SHOWN }) }]
      : []),
  ];
}

function gravestTable({ t, language }: SectionInput, alarms: readonly AlarmView[]): Part {
  const clock = (iso: string | null) => (iso ? iso.slice(5, 16).replace('T', ' ') : t('doc.stillOpen'));
  return {
    kind: 'table',
    caption: t('doc.gravestTable'),
    columns: [
      { title: t('doc.alarmKind'), share: 1 },
      { title: t('doc.severity'), align: 'center', share: 0.8 },
      { title: t('doc.alarmPlace'), share: 3.4 },
      { title: t('doc.factor'), share: 1.4 },
      { title: t('doc.ratioPeak'), align: 'end', share: 1 },
      { title: t('doc.began'), align: 'center', share: 1.5 },
      { title: t('doc.ended'), align: 'center', share: 1.5 },
    ],
    rows: alarms.map((one) => [
      t(KIND[one.kind]),
      one.severity === 'critical' ? { text: t(SEVERITY.critical), strong: true } : t(SEVERITY[one.severity]),
      placeOf(one.enterpriseName, one.pointName),
      one.code ? factorName(one.code, language) : '—',
      one.peak?.ratio ? one.peak.ratio.toFixed(2) : '—',
      clock(one.startedAt),
      clock(one.closedAt),
    ]),
  };
}
