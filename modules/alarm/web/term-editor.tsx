import type { Text } from '@tarim/ui';
import { Button, Input, InputNumber, Select, Space } from 'antd';
import type { ReactNode } from 'react';
import {
  BASES_OF_TERM,
  type Condition,
  RULE_MEASURES,
  type RuleBasis,
  TERM_TYPES,
  type Term,
} from '../contract.ts';

interface Common {
  readonly t: Text;
  readonly basis: RuleBasis;
  readonly factors: readonly { readonly value: string; readonly label: string }[];
}

const BLANK: Readonly<Record<Term['type'], Term>> = {
  threshold: { type: 'threshold', code: 'a21026', op: 'above', value: 100, unit: 'mg/m3' },
  limit: { type: 'limit', code: 'a21026', op: 'above', ratio: 1 },
  compare: { type: 'compare', code: 'a34004', other: 'a34002', op: 'above', ratio: 1 },
  rate: { type: 'rate', code: 'a21026', per: 'percent', op: 'above', value: 100, withinMinutes: 120 },
  absent: { type: 'absent', minutes: 240 },
  flag: { type: 'flag', flags: ['D'] },
  device: { type: 'device', state: 'offline' },
  verdict: { type: 'verdict', word: 'exceeds' },
  aqi: { type: 'aqi', level: 5 },
};

/** Kinds of terms that can be asked of a stream. */
export const termTypesOf = (basis: RuleBasis): Term['type'][] =>
  TERM_TYPES.filter((type) => BASES_OF_TERM[type].includes(basis));

export const blankTerm = (basis: RuleBasis): Term => BLANK[termTypesOf(basis)[0]!];

/** One term: what kind, of which factor, against what. */
export function TermEditor({
  term,
  onChange,
  onRemove,
  t,
  basis,
  factors,
}: Common & { term: Term; onChange: (term: Term) => void; onRemove: (() => void) | null }): ReactNode {
  const set = (more: object) => {
    const next = { ...term, ...more } as Record<string, unknown>;
    for (const key of Object.keys(next))
      if (next[key] === undefined || (next[key] === null && key !== 'unit')) delete next[key];
    onChange(next as unknown as Term);
  };
  const number = (key: string, label: string, value: number | undefined, factor = 1) => (
    <InputNumber
      aria-label={label}
      title={label}
      placeholder={label}
      value={value === undefined ? null : Math.round(value * factor * 1e6) / 1e6}
      onChange={(entered) => set({ [key]: entered === null ? undefined : Number(entered) / factor })}
      style={{ width: 110 }}
      {...(factor === 100 ? { suffix: '%' } : {})}
    />
  );
  const op = (
    <Select
      aria-label={t('editor.op')}
      value={'op' in term ? term.op : 'above'}
      onChange={(value) => set({ op: value })}
      style={{ width: 90 }}
      options={(['above', 'below'] as const).map((value) => ({ value, label: t(`op.${value}`) }))}
    />
  );
  const factor = (key: 'code' | 'other', optional = false) => (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={optional}
      aria-label={t(`editor.${key}`)}
      placeholder={optional ? t('say.anyFactor') : t(`editor.${key}`)}
      value={(term as Record<string, string | undefined>)[key]}
      onChange={(value) => set({ [key]: value })}
      style={{ width: 200 }}
      options={[...factors]}
    />
  );
  const measure =
    basis === 'hour' || basis === 'day' || basis === 'realtime' || basis === 'minute' ? (
      <Select
        aria-label={t('editor.measure')}
        value={('measure' in term && term.measure) || 'mean'}
        onChange={(value) => set({ measure: value === 'mean' ? undefined : value })}
        style={{ width: 110 }}
        options={RULE_MEASURES.map((value) => ({ value, label: t(`measure.${value}`) }))}
      />
    ) : null;
  const clear = (factored = 1) =>
    number('clear', t('editor.clear'), 'clear' in term ? term.clear : undefined, factored);
  const hold =
    'holdMinutes' in term || !['absent', 'device'].includes(term.type)
      ? number('holdMinutes', t('editor.hold'), 'holdMinutes' in term ? term.holdMinutes : undefined)
      : null;
  return (
    <Space wrap size={6} style={{ width: '100%' }}>
      <Select
        aria-label={t('editor.type')}
        value={term.type}
        onChange={(type) => onChange(BLANK[type])}
        style={{ width: 130 }}
        options={termTypesOf(basis).map((value) => ({ value, label: t(`term.${value}`) }))}
      />
      {term.type === 'threshold' ? (
        <>
          {factor('code')}
          {measure}
          {op}
          {number('value', t('editor.value'), term.value)}
          <Input
            aria-label={t('editor.unit')}
            placeholder={t('editor.unit')}
            value={term.unit ?? ''}
            onChange={(event) => set({ unit: event.target.value.trim() || null })}
            style={{ width: 90 }}
            maxLength={20}
          />
          {clear()}
        </>
      ) : null}
      {term.type === 'limit' ? (
        <>
          {factor('code')}
          {measure}
          {op}
          {number('ratio', t('editor.percentOfLimit'), term.ratio, 100)}
          {clear(100)}
        </>
      ) : null}
      {term.type === 'compare' ? (
        <>
          {factor('code')}
          {measure}
          {op}
          {factor('other')}
          {number('ratio', t('editor.times'), term.ratio)}
          {clear()}
        </>
      ) : null}
      {term.type === 'rate' ? (
        <>
          {factor('code')}
          {measure}
          {op}
          {number('value', t('editor.change'), term.value)}
          <Select
            aria-label={t('editor.per')}
            value={term.per}
            onChange={(value) => set({ per: value })}
            style={{ width: 100 }}
            options={(['hour', 'percent'] as const).map((value) => ({ value, label: t(`per.${value}`) }))}
          />
          {number('withinMinutes', t('editor.within'), term.withinMinutes)}
        </>
      ) : null}
      {term.type === 'absent' ? (
        <>
          {number('minutes', t('editor.minutes'), term.minutes)}
          {term.minutes === undefined ? number('intervals', t('editor.intervals'), term.intervals) : null}
        </>
      ) : null}
      {term.type === 'flag' ? (
        <>
          {factor('code', true)}
          <Select
            mode="tags"
            aria-label={t('editor.flags')}
            value={term.flags}
            onChange={(flags) => set({ flags })}
            style={{ minWidth: 140 }}
            options={['D', 'B', 'T', 'M', 'C', 'F', 'S'].map((value) => ({ value, label: value }))}
          />
        </>
      ) : null}
      {term.type === 'device' ? (
        <Select
          aria-label={t('editor.state')}
          value={term.state}
          onChange={(state) => set({ state })}
          style={{ width: 110 }}
          options={(['offline', 'fault'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      ) : null}
      {term.type === 'verdict' ? (
        <>
          {factor('code', true)}
          <Select
            aria-label={t('editor.word')}
            value={term.word}
            onChange={(word) => set({ word })}
            style={{ width: 120 }}
            options={(['exceeds', 'not-judged'] as const).map((value) => ({
              value,
              label: t(`word.${value}`),
            }))}
          />
        </>
      ) : null}
      {term.type === 'aqi' ? number('level', t('editor.level'), term.level) : null}
      {hold}
      {onRemove ? (
        <Button size="small" type="text" danger onClick={onRemove}>
          {t('editor.remove')}
        </Button>
      ) : null}
    </Space>
  );
}

/** The condition tree: terms, and branches of terms joined the other way. */
export function ConditionEditor({
  value,
  onChange,
  ...common
}: Common & { value: Condition; onChange: (condition: Condition) => void }): ReactNode {
  const { t, basis } = common;
  const parts = value.parts;
  const setPart = (index: number, part: Condition['parts'][number] | null) =>
    onChange({
      ...value,
      parts:
        part === null
          ? parts.filter((_, n) => n !== index)
          : parts.map((one, n) => (n === index ? part : one)),
    });
  const join = (now: 'all' | 'any', set: (join: 'all' | 'any') => void) => (
    <Select
      aria-label={t('editor.join')}
      value={now}
      onChange={set}
      style={{ width: 160 }}
      options={(['all', 'any'] as const).map((one) => ({ value: one, label: t(`join.${one}`) }))}
    />
  );
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      {join(value.join, (next) => onChange({ ...value, join: next }))}
      {parts.map((part, index) => (
        <div key={index} className="card" style={{ padding: 8 }}>
          {'type' in part ? (
            <TermEditor
              {...common}
              term={part}
              onChange={(term) => setPart(index, term)}
              onRemove={parts.length > 1 ? () => setPart(index, null) : null}
            />
          ) : (
            <Space orientation="vertical" style={{ width: '100%' }}>
              {join(part.join, (next) => setPart(index, { ...part, join: next }))}
              {part.terms.map((term, n) => (
                <TermEditor
                  key={n}
                  {...common}
                  term={term}
                  onChange={(next) =>
                    setPart(index, { ...part, terms: part.terms.map((one, m) => (m === n ? next : one)) })
                  }
                  onRemove={() => {
                    const terms = part.terms.filter((_, m) => m !== n);
                    if (terms.length > 0) setPart(index, { ...part, terms });
                    else if (parts.length > 1) setPart(index, null);
                  }}
                />
              ))}
              <Button
                size="small"
                disabled={part.terms.length >= 12}
                onClick={() => setPart(index, { ...part, terms: [...part.terms, blankTerm(basis)] })}
              >
                {t('editor.addTerm')}
              </Button>
            </Space>
          )}
        </div>
      ))}
      <Space>
        <Button
          size="small"
          disabled={parts.length >= 12}
          onClick={() => onChange({ ...value, parts: [...parts, blankTerm(basis)] })}
        >
          {t('editor.addTerm')}
        </Button>
        <Button
          size="small"
          disabled={parts.length >= 12}
          onClick={() =>
            onChange({
              ...value,
              parts: [...parts, { join: value.join === 'all' ? 'any' : 'all', terms: [blankTerm(basis)] }],
            })
          }
        >
          {t('editor.addBranch')}
        </Button>
      </Space>
    </Space>
  );
}
