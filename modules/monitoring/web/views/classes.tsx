import type { Text } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { gradeColour } from '../words.tsx';

/** Classes of water as bulletins colour them; whatever is worse than V stands last. */
export const CLASSES = ['I', 'II', 'III', 'IV', 'V'] as const;
const COLOURS: Readonly<Record<string, string>> = {
  I: '#3fa7e0',
  II: '#6bbce8',
  III: '#2fa05f',
  IV: '#e6c229',
  V: '#ef8a17',
};
export const WORST = '#c62828';
export const NONE = '#9aa8ab';
/** Grounds that white letters cannot be read on. */
const LIGHT: ReadonlySet<string> = new Set(['II', 'IV', 'V', 'I']);

export const classColour = (name: string | null) => (name === null ? NONE : (COLOURS[name] ?? WORST));
export const className = (t: Text, name: string | null) =>
  name === null ? '—' : name in COLOURS ? t('class.of', { grade: name }) : t('class.worse');
export function ClassTag({ t, name }: { t: Text; name: string | null }): ReactNode {
  return (
    <Tag
      variant="filled"
      style={{
        background: classColour(name),
        color: name !== null && LIGHT.has(name) ? '#12262b' : '#fff',
        marginInlineEnd: 0,
      }}
    >
      {className(t, name)}
    </Tag>
  );
}

/** A grade of any medium: classes of water in their colours, others by whether they comply. */
export function GradeTag({
  t,
  row,
}: {
  t: Text;
  row: { grade: string | null; verdict: 'meets' | 'exceeds' | null };
}): ReactNode {
  const { grade } = row;
  if (grade === null) return <Tag>{t('official.notJudged')}</Tag>;
  return grade in COLOURS ? (
    <ClassTag t={t} name={grade} />
  ) : (
    <Tag color={gradeColour(row)}>{gradeText(t, grade)}</Tag>
  );
}

/** Grades go by the words of their standards, which the catalogue has in both languages. */
export const gradeText = (t: Text, grade: string | null): string =>
  grade === null
    ? t('official.notJudged')
    : grade in COLOURS
      ? t('class.of', { grade })
      : t(`grade.${grade}`);

const CHANGE_COLOURS: Readonly<Record<string, string | undefined>> = {
  someBetter: 'green',
  markedBetter: 'green',
  someWorse: 'volcano',
  markedWorse: 'red',
};
/** How it changed against the period before; a dash where the two cannot be compared. */
export function ChangeTag({ t, change }: { t: Text; change: string | null }): ReactNode {
  return change === null ? (
    <span className="muted">—</span>
  ) : (
    <Tag color={CHANGE_COLOURS[change]}>{t(`change.${change}`)}</Tag>
  );
}

export function ClassLegend({ t, groundwater = false }: { t: Text; groundwater?: boolean }): ReactNode {
  return (
    <div className="legend">
      {CLASSES.map((name) => (
        <span key={name}>
          <i style={{ background: classColour(name) }} />
          {className(t, name)}
        </span>
      ))}
      {groundwater ? null : (
        <span>
          <i style={{ background: WORST }} />
          {t('class.worse')}
        </span>
      )}
    </div>
  );
}

/** `氨氮（0.35）`: the multiple over the limit in brackets, as bulletins write it. */
export function exceedingText(list: ReadonlyArray<{ item: string; multiple: number | null }>): string {
  return list
    .map(({ item, multiple }) => (multiple === null ? item : `${item}（${Number(multiple.toFixed(2))}）`))
    .join('、');
}
