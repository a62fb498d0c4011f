import type { Part } from '@tarim/documents';
import { judgedCounts, type VerdictRow, verdictsWhere } from '@tarim/evaluation/queries';
import { beijingIso } from '@tarim/kernel';
import { listPoints, type RegisteredPoint } from '@tarim/registry/queries';
import { factorName } from '@tarim/standards';
import { figure } from '../facts/levels.ts';
import { placeOf } from '../facts/place.ts';
import type { Section, SectionInput } from './section.ts';

const MOST_ROWS = 20_000;
const SHOWN = 30;

interface Group {
  readonly point: RegisteredPoint;
  readonly code: string;
  readonly period: VerdictRow['period'];
  readonly worst: VerdictRow;
  readonly n: number;
}

/** Outlets whose values exceeded a limit in the period, worst first. Judged by a programme: not a finding of an offence. */
export const outletExceedances: Section = {
  id: 'outlets.exceedances',
  title: 'doc.outlets',
  about: 'doc.outletsAbout',
  kinds: ['daily', 'monthly', 'annual'],
  async make(input) {
    const { db, t, unit, period } = input;
    const points = await listPoints(db, {
      kinds: ['outlet-gas', 'outlet-water'],
      unitPathPrefix: unit.path,
      inactiveToo: true,
    });
    const pointIds = points.map((point) => point.id);
    const range = { from: period.from, to: period.to };
    const [counts, rows] = await Promise.all([
      judgedCounts(db, pointIds, range.from, range.to),
      verdictsWhere(db, { pointIds, verdict: 'exceeds', ...range }, { limit: MOST_ROWS }),
    ]);
    const groups = grouped(rows, points);
    const judged = counts.meets + counts.exceeds;
    const missing: string[] = [];
    if (counts.notJudged > 0) missing.push(t('doc.notJudged', { n: counts.notJudged }));
    if (rows.length === MOST_ROWS) missing.push(t('doc.tooManyExceedances', { n: MOST_ROWS }));
    return {
      parts: partsOf(input, { points: points.length, judged, exceeds: counts.exceeds, groups }),
      provenance: {
        rules: [...new Set(rows.map((row) => row.ruleVersion))].sort(),
        inputs: judged,
        expected: judged + counts.notJudged,
        missing,
      },
      simulated: points.some((point) => point.simulated),
    };
  },
};

/** By outlet, factor and averaging period; the worst first. */
function grouped(rows: readonly VerdictRow[], points: readonly RegisteredPoint[]): Group[] {
  const pointOf = new Map(points.map((point) => [point.id, point]));
  return [...Map.groupBy(rows, (row) => `${row.pointId}|${row.code}|${row.period}`).values()]
    .map((own) => {
      const worst = own.reduce((a, b) => ((b.exceedMultiple ?? 0) > (a.exceedMultiple ?? 0) ? b : a));
      const { code, period } = worst;
      return { point: pointOf.get(worst.pointId)!, code, period, worst, n: own.length };
    })
    .sort((a, b) => (b.worst.exceedMultiple ?? 0) - (a.worst.exceedMultiple ?? 0) || a.point.id - b.point.id);
}

function partsOf(
  { t, language, unit }: SectionInput,
  facts: { points: number; judged: number; exceeds: number; groups: readonly Group[] },
): Part[] {
  const { points, judged, exceeds, groups } = facts;
  if (points === 0) return [{ kind: 'paragraph', text: t('doc.noOutlets', { unit: unit.name }) }];
  const outlets = new Set(groups.map((one) => one.point.id)).size;
  const share = judged === 0 ? '—' : `${(((judged - exceeds) / judged) * 100).toFixed(2)}%`;
  const parts: Part[] = [
    {
      kind: 'paragraph',
      text: t('doc.outletsText', { unit: unit.name, points, judged, exceeds, outlets, share }),
    },
  ];
  if (groups.length === 0) return parts;
  parts.push({
    kind: 'table',
    caption: t('doc.outletsTable'),
    columns: [
      { title: t('doc.enterpriseOutlet'), share: 3.6 },
      { title: t('doc.factor'), share: 1.7 },
      { title: t('doc.average'), align: 'center', share: 0.9 },
      { title: t('doc.times'), align: 'end', share: 0.8 },
      { title: t('doc.worstValue'), align: 'end', share: 2 },
      { title: t('doc.limitMultiple'), align: 'end', share: 1.6 },
      { title: t('doc.worstTime'), align: 'center', share: 1.9 },
      { title: t('doc.standard'), share: 2.2 },
    ],
    rows: groups
      .slice(0, SHOWN)
      .map(({ point, code, period, worst, n }) => [
        placeOf(point.enterpriseName, point.name),
        worst.unit ? `${factorName(code, language)}\n${worst.unit}` : factorName(code, language),
        t(period === 'hour' ? 'doc.hourly' : 'doc.daily'),
        String(n),
        `${number(worst.value)} / ${number(worst.upper ?? worst.lower)}`,
        figure(worst.exceedMultiple, 2),
        unbroken(beijingIso(worst.time).slice(5, 16).replace('T', ' ')),
        unbroken(worst.standard ?? t('doc.permit')),
      ]),
  });
  const notes = [t('doc.outletsNote')];
  if (groups.length > SHOWN) notes.unshift(t('doc.moreRows', { n: groups.length - SHOWN }));
  parts.push({ kind: 'note', text: notes.join('\n') });
  return parts;
}

const number = (value: number | null): string =>
  value === null ? '—' : String(Number(value.toPrecision(4)));

/** Kept on one line. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');
