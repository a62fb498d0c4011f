import { useText } from '@tarim/ui';
import { AutoComplete } from 'antd';
import type { ReactNode } from 'react';
import type { LegendClass, TransitionGroup } from '../contract.ts';
import { useClassName } from './class-names.ts';
import { Swatch } from './class-table.tsx';
import { percent } from './words.tsx';

export const DATES = ['before', 'after'] as const;
type When = (typeof DATES)[number];
/** Name of the common class of each value, by `before 10`. */
export type Names = Readonly<Record<string, string>>;
export type Legends = Readonly<Record<When, readonly LegendClass[]>>;

const keyOf = (date: When, value: number) => `${date} ${value}`;
export const present = (legend: readonly LegendClass[]) => legend.filter(({ cells }) => cells > 0);

/** A number means the same at both dates wherever both name it. */
export const tablesAgree = ({ before, after }: Legends): boolean =>
  before.every((one) => {
    const other = after.find(({ value }) => value === one.value);
    return !one.named || !other?.named || one.zh === other.zh;
  });

/** Each class is called as its own table calls it, to begin with. */
export const firstNames = (legends: Legends, nameOf: (one: LegendClass) => string): Names =>
  Object.fromEntries(
    DATES.flatMap((date) => present(legends[date]).map((one) => [keyOf(date, one.value), nameOf(one)])),
  );

/** What has the same name is one class; colours and other names are those of the class that is called so. */
export function groupsOf(
  legends: Legends,
  names: Names,
  nameOf: (one: LegendClass) => string,
): TransitionGroup[] {
  const all = DATES.flatMap((date) => present(legends[date]).map((one) => ({ date, one })));
  const labels = [...new Set(all.map(({ date, one }) => (names[keyOf(date, one.value)] ?? '').trim()))];
  return labels
    .filter((label) => label !== '')
    .map((label) => {
      const model = [...all].reverse().find(({ one }) => nameOf(one) === label)?.one;
      const values = (wanted: When) =>
        all
          .filter(({ date, one }) => date === wanted && names[keyOf(date, one.value)]?.trim() === label)
          .map(({ one }) => one.value);
      return {
        zh: model?.zh ?? label,
        en: model ? model.en : null,
        colour: model?.colour ?? null,
        before: values('before'),
        after: values('after'),
      };
    });
}

/** Which common class each value belongs to. */
export function GroupTable({
  legends,
  names,
  onChange,
}: {
  legends: Legends;
  names: Names;
  onChange: (names: Names) => void;
}): ReactNode {
  const t = useText('imagery');
  const nameOf = useClassName();
  const options = [...new Set(Object.values(names).filter((one) => one.trim() !== ''))]
    .sort()
    .map((value) => ({ value }));
  return (
    <div style={{ display: 'grid', gap: 6, marginBottom: 14 }} data-testid="groups">
      <p className="muted" style={{ margin: 0 }}>
        {t('transition.groupsHint')}
      </p>
      {DATES.map((date) => (
        <div key={date} style={{ display: 'grid', gap: 4 }}>
          <strong>{t(`field.${date}`)}</strong>
          {present(legends[date]).map((one) => (
            <div
              key={one.value}
              style={{
                display: 'grid',
                gridTemplateColumns: 'minmax(0, 1fr) 60px minmax(0, 1fr)',
                gap: 8,
                alignItems: 'center',
              }}
            >
              <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
                <Swatch colour={one.colour} />
                {one.value} {nameOf(one)}
              </span>
              <span className="muted" style={{ textAlign: 'end' }}>
                {percent(one.share)}
              </span>
              <AutoComplete
                aria-label={`${t(`field.${date}`)} ${one.value} ${t('transition.group')}`}
                allowClear
                options={options}
                value={names[keyOf(date, one.value)] ?? ''}
                onChange={(name?: string) =>
                  onChange({ ...names, [keyOf(date, one.value)]: (name ?? '').slice(0, 100) })
                }
              />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
