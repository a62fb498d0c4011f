import { Link } from '@tanstack/react-router';
import { formatTime, type Text, useText } from '@tarim/ui';
import { Alert, Select, Tag } from 'antd';
import type { ReactNode } from 'react';
import {
  type AutomaticBeside,
  type FindingOut,
  ORIGINS,
  type Origin,
  PLAIN_ORIGINS,
  type RollupKey,
  type Standing,
} from '../../contract.ts';
import type * as choices from './choices.tsx';
import { exceedingText, GradeTag } from './classes.tsx';
import { FindingView } from './finding.tsx';

type PlainOrigin = (typeof PLAIN_ORIGINS)[number];

/** What the address says of by whom; else both. Merging has a rule for surface water alone. */
export const originOf = (get: choices.Get): Origin => ORIGINS.find((one) => one === get('origin')) ?? 'both';
export const plainOriginOf = (get: choices.Get): PlainOrigin =>
  PLAIN_ORIGINS.find((one) => one === get('origin')) ?? 'both';

export function OriginSelect({
  t,
  get,
  set,
  merged = false,
}: {
  t: Text;
  get: choices.Get;
  set: choices.Set;
  merged?: boolean;
}): ReactNode {
  const offered: readonly Origin[] = merged ? ORIGINS : PLAIN_ORIGINS;
  return (
    <Select<Origin>
      aria-label={t('origin.choose')}
      style={{ width: 210 }}
      value={merged ? originOf(get) : plainOriginOf(get)}
      onChange={(origin) => set({ origin: origin === 'both' ? undefined : origin })}
      options={offered.map((value) => ({ value, label: t(`origin.choice.${value}`) }))}
    />
  );
}

const COLOURS: Readonly<Record<Standing, string>> = {
  manual: 'geekblue',
  automatic: 'cyan',
  merged: 'purple',
};

/** 手工, 自动 or 融合: nobody shall take the one for the other. */
export function OriginTag({ t, origin }: { t: Text; origin: Standing }): ReactNode {
  return <Tag color={COLOURS[origin]}>{t(`origin.${origin}`)}</Tag>;
}

/** What the automatic stations of a place came to, in a cell beside the signed result. */
export function BesideCell({ t, beside }: { t: Text; beside: AutomaticBeside | null }): ReactNode {
  if (beside === null) return <span className="muted">—</span>;
  const { exceeding, n, items } = beside;
  return (
    <span className="nowrap">
      <GradeTag t={t} row={beside} />{' '}
      <small className="muted" title={items.join('、')}>
        {t('origin.besideOf', { n, items: items.length })}
        {exceeding.length > 0 ? ` · ${exceedingText(exceeding)}` : ''}
      </small>
    </span>
  );
}

const tracePath = ({ pointId, period, time }: Pick<RollupKey, 'pointId' | 'period' | 'time'>) =>
  `/trace/rollup?${new URLSearchParams({ pointId: String(pointId), period, time })}`;

/** A link to the rollup behind a mean, which leads on to its hours, records and frames. */
export function TraceLink({
  rollup,
  children,
}: {
  rollup: Pick<RollupKey, 'pointId' | 'period' | 'time'>;
  children: ReactNode;
}): ReactNode {
  return <Link to={tracePath(rollup) as string}>{children}</Link>;
}

/** Which of the two stands first here, and by what rule. */
export function WhyOrigin({
  t,
  origin,
  why,
}: {
  t: Text;
  origin: Standing;
  /** What is judged beside surface water has no rule that merges. */
  why: 'water' | 'other';
}): ReactNode {
  return (
    <Alert
      type="info"
      title={
        <>
          <OriginTag t={t} origin={origin} /> {t(`origin.used.${origin}`)}
        </>
      }
      description={t(why === 'water' ? 'origin.whyWater' : 'origin.whyOther')}
      style={{ marginBottom: 12 }}
    />
  );
}

/** Means of stations that entered or stand beside, each with what of it did not enter and why. */
export function Rollups({ rollups }: { rollups: readonly RollupKey[] }): ReactNode {
  const t = useText('monitoring');
  if (rollups.length === 0) return null;
  const judged = rollups.filter((one) => one.items.length > 0).length;
  return (
    <details>
      <summary>{t('origin.rollups', { n: rollups.length, judged })}</summary>
      {rollups.map((one) => (
        <div key={`${one.pointId}${one.time}`}>
          <TraceLink rollup={one}>
            {one.name} {formatTime(one.time, 'date').slice(0, 7)}
          </TraceLink>{' '}
          <span className="muted">
            {one.items.join('、')}
            {leftOutText(t, one)}
          </span>
        </div>
      ))}
    </details>
  );
}

/** Temperature and conductivity are no items of the standard; that they do not enter is no news. */
function leftOutText(t: Text, { leftOut }: RollupKey): string {
  const told = leftOut.filter((one) => one.reason !== 'no-item');
  if (told.length === 0) return '';
  const list = told.map((one) => `${one.code} ${t(reasonKey(one.reason))}`).join('、');
  return t('origin.leftOut', { list });
}

const REASONS: ReadonlySet<string> = new Set(['unit-unknown', 'no-value']);
const reasonKey = (reason: string) => `origin.reason.${REASONS.has(reason) ? reason : 'not-valid'}`;

/** What the automatic stations come to by the same rules, below what stands first. */
export function BesideFinding({
  title,
  finding,
}: {
  title: ReactNode;
  finding: FindingOut | null;
}): ReactNode {
  const t = useText('monitoring');
  if (finding === null) return null;
  return (
    <details>
      <summary>
        <OriginTag t={t} origin="automatic" /> {title}
      </summary>
      <FindingView t={t} finding={finding} />
    </details>
  );
}
