import { DataTable, useText } from '@tarim/ui';
import { Checkbox, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { FatalAnswer, FatalSeen, ItemAnswer, ItemSeen, PaperDetail } from '../contract.ts';
import { FatalTag, SeenTag } from './words.tsx';

const NOTE_LENGTH = 500;
const INPUT_PX = 160;

/** Scored documents (评分项): what data show, and the judgement. */
export function Items({
  paper,
  answers,
  fill,
  onChange,
}: {
  paper: PaperDetail;
  answers: readonly ItemAnswer[];
  fill: boolean;
  onChange: (next: ItemAnswer[]) => void;
}): ReactNode {
  const t = useText('audit');
  const of = (key: string) => answers.find((one) => one.key === key)!;
  const set = (key: string, more: Partial<ItemAnswer>) =>
    onChange(answers.map((one) => (one.key === key ? { ...one, ...more } : one)));
  return (
    <DataTable<ItemSeen>
      name={t('paper.items')}
      rowKey="key"
      pagination={false}
      sortable={false}
      scroll={{ x: 980 }}
      dataSource={paper.items as ItemSeen[]}
      columns={[
        { title: t('field.item'), dataIndex: 'title' },
        { title: t('field.marks'), dataIndex: 'marks', align: 'right' },
        {
          title: t('field.seen'),
          value: (row) => `${t(`seen.${row.seen}`)} ${row.why}`,
          render: (_, row) => (
            <>
              <SeenTag seen={row.seen} />
              <span className="muted">{row.why}</span>
            </>
          ),
        },
        { title: t('field.step'), value: (row) => row.step ?? '—', align: 'right' },
        {
          title: t('field.applies'),
          value: (row) => (of(row.key).applies ? '✓' : '—'),
          render: (_, row) => (
            <Checkbox
              aria-label={`${row.title} ${t('field.applies')}`}
              disabled={!fill}
              checked={of(row.key).applies}
              onChange={(event) => set(row.key, { applies: event.target.checked })}
            />
          ),
        },
        {
          title: t('field.earned'),
          value: (row) => (of(row.key).applies ? (of(row.key).earned ?? '—') : '—'),
          render: (_, row) => (
            <InputNumber
              aria-label={`${row.title} ${t('field.earned')}`}
              min={0}
              max={row.marks}
              step={0.5}
              style={{ width: 80 }}
              disabled={!fill || !of(row.key).applies}
              value={of(row.key).earned}
              onChange={(earned) => set(row.key, { earned })}
            />
          ),
        },
        {
          title: t('field.note'),
          value: (row) => of(row.key).note,
          render: (_, row) => (
            <Note
              label={row.title}
              fill={fill}
              value={of(row.key).note}
              onChange={(note) => set(row.key, { note })}
            />
          ),
        },
        {
          title: t('field.confirmed'),
          value: (row) => (of(row.key).confirmed ? '✓' : '—'),
          render: (_, row) => (
            <Checkbox
              aria-label={`${row.title} ${t('field.confirmed')}`}
              disabled={!fill}
              checked={of(row.key).confirmed}
              onChange={(event) => set(row.key, { confirmed: event.target.checked })}
            />
          ),
        },
      ]}
    />
  );
}

/** The 25 fatal problems: any of them makes the file 0. */
export function Fatals({
  paper,
  answers,
  fill,
  onChange,
}: {
  paper: PaperDetail;
  answers: readonly FatalAnswer[];
  fill: boolean;
  onChange: (next: FatalAnswer[]) => void;
}): ReactNode {
  const t = useText('audit');
  const of = (no: number) => answers.find((one) => one.no === no)!;
  const set = (no: number, more: Partial<FatalAnswer>) =>
    onChange(answers.map((one) => (one.no === no ? { ...one, ...more } : one)));
  const told = (no: number) => {
    const { found } = of(no);
    return found === null ? '' : t(found ? 'found.yes' : 'found.no');
  };
  return (
    <DataTable<FatalSeen>
      name={t('paper.fatals')}
      rowKey="no"
      pagination={false}
      sortable={false}
      scroll={{ x: 980 }}
      dataSource={paper.fatals as FatalSeen[]}
      columns={[
        { title: t('field.item'), value: (row) => `${row.no} ${row.title}` },
        {
          title: t('field.seen'),
          value: (row) => `${t(`fatalSeen.${row.seen}`)} ${row.why}`,
          render: (_, row) => (
            <>
              <FatalTag seen={row.seen} />
              <span className="muted">{row.why}</span>
            </>
          ),
        },
        {
          title: t('field.judged'),
          value: (row) => told(row.no),
          render: (_, row) =>
            fill ? (
              <Select
                aria-label={`${row.title} ${t('field.judged')}`}
                style={{ width: 110 }}
                value={of(row.no).found}
                onChange={(found: boolean) => set(row.no, { found, confirmed: true })}
                options={[
                  { value: true, label: t('found.yes') },
                  { value: false, label: t('found.no') },
                ]}
              />
            ) : (
              told(row.no) || '—'
            ),
        },
        {
          title: t('field.note'),
          value: (row) => of(row.no).note,
          render: (_, row) => (
            <Note
              label={row.title}
              fill={fill}
              value={of(row.no).note}
              onChange={(note) => set(row.no, { note })}
            />
          ),
        },
        {
          title: t('field.confirmed'),
          value: (row) => (of(row.no).confirmed ? '✓' : '—'),
          render: (_, row) => (
            <Checkbox
              aria-label={`${row.title} ${t('field.confirmed')}`}
              disabled={!fill}
              checked={of(row.no).confirmed}
              onChange={(event) => set(row.no, { confirmed: event.target.checked })}
            />
          ),
        },
      ]}
    />
  );
}

function Note({
  label,
  fill,
  value,
  onChange,
}: {
  label: string;
  fill: boolean;
  value: string;
  onChange: (note: string) => void;
}): ReactNode {
  const t = useText('audit');
  if (!fill) return value || '—';
  return (
    <Input
      aria-label={`${label} ${t('field.note')}`}
      style={{ minWidth: INPUT_PX }}
      maxLength={NOTE_LENGTH}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
