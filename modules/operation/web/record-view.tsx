import { Link } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import { DataTable, FileLinks, formatTime, useText } from '@tarim/ui';
import { Alert, Tag } from 'antd';
import type { ReactNode } from 'react';
import { type CheckRow, getFile, type OperationRecord } from '../contract.ts';
import { Verdict } from './light.tsx';
import { ConfidenceTag } from './words.tsx';

const minute = (time: string) => formatTime(time, 'full').slice(0, 16);

/** Records; a row opens to its items, verdicts and steps. */
export function RecordTable({
  rows,
  outlet,
}: {
  rows: readonly OperationRecord[];
  outlet: boolean;
}): ReactNode {
  const t = useText('operation');
  return (
    <DataTable<OperationRecord>
      name={t('records.title')}
      rowKey="id"
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={rows.toSorted((a, b) => (a.to < b.to ? 1 : -1))}
      expandable={{ expandedRowRender: (row) => <RecordBody row={row} /> }}
      columns={[
        { title: t('time'), value: (row) => row.to, render: (_, row) => minute(row.to) },
        {
          title: t('kind'),
          value: (row) => kindName(t, row),
          render: (_, row) => kindName(t, row),
        },
        ...(outlet
          ? [
              {
                title: t('outlet'),
                value: (row: OperationRecord) => row.outlet.name,
                render: (_: unknown, row: OperationRecord) => (
                  <Link to={`/operation/outlets/${row.outlet.id}` as string}>{row.outlet.name}</Link>
                ),
              },
            ]
          : []),
        { title: t('operator'), value: (row) => row.operatorName ?? '', dataIndex: 'operatorName' },
        { title: t('staff'), dataIndex: 'staff' },
        {
          title: t('records.checks'),
          value: (row) => row.checks.map((one) => `${one.code} ${one.passed}`).join('; '),
          render: (_, row) =>
            row.checks.map((one) => (
              <span key={one.id}>
                {one.code} <Verdict passed={one.passed} out={one.outOfControl} />
              </span>
            )),
        },
      ]}
    />
  );
}

const OTHERS = new Set(['replacement', 'repair', 'remote-calibration', 'other']);
const kindName = (t: (key: string) => string, row: OperationRecord): string =>
  OTHERS.has(row.kind) ? t(`other.${row.kind}`) : row.name;

function RecordBody({ row }: { row: OperationRecord }): ReactNode {
  const t = useText('operation');
  const lsn = row.detail.lsn;
  return (
    <div>
      <p>
        {minute(row.from)} – {minute(row.to)} {row.note}
      </p>
      {row.items.length > 0 ? (
        <ul>
          {row.items.map((one) => (
            <li key={one.key}>
              <Tag color={one.ok ? 'green' : 'red'}>{t(one.ok ? 'item.ok' : 'item.not')}</Tag>
              {one.name} {one.note}
            </li>
          ))}
        </ul>
      ) : null}
      {Object.keys(row.detail).length > 0 ? (
        <p>
          {Object.entries(row.detail)
            .filter(([key, value]) => value !== null && key !== 'lsn' && key !== 'command')
            .map(([key, value]) => `${t(`detail.${key}`)} ${value}`)
            .join(' · ')}{' '}
          {typeof lsn === 'number' ? (
            <Link to={`/frames/${lsn}` as string}>{t('parameters.frame')}</Link>
          ) : null}
        </p>
      ) : null}
      {row.checks.map((one) => (
        <CheckBody key={one.id} row={one} />
      ))}
      <FileLinks
        files={row.evidence.map((sha256) => ({ sha256, name: t('records.file') }))}
        href={(sha256) => urlOf(getFile, { id: row.outlet.id, sha256 }, {})}
      />
      <p className="muted">
        {t('records.signed')} {row.by} {minute(row.at)} <code>{row.signature.slice(0, 16)}</code>
      </p>
    </div>
  );
}

function CheckBody({ row }: { row: CheckRow }): ReactNode {
  const t = useText('operation');
  return (
    <div style={{ marginBottom: 12 }}>
      <b>
        {row.code} {t(`check.${row.kind}`)}
      </b>{' '}
      <Verdict passed={row.passed} out={row.outOfControl} />{' '}
      {row.limit ? (
        <>
          ± {row.limit.value} {row.limit.as} <ConfidenceTag confidence={row.limit.confidence} />
        </>
      ) : null}
      <ul className="steps">
        {row.steps.map((step) => (
          <li key={`${step.of}${step.formula}`}>
            {step.of}: <code>{step.formula}</code>
          </li>
        ))}
      </ul>
      {row.problems.map((one) => (
        <Alert key={one.code + one.message} type="warning" showIcon title={one.message} />
      ))}
      {row.doubt ? (
        <Alert
          type="error"
          showIcon
          title={t('records.doubt', {
            from: row.doubt.from ? minute(row.doubt.from) : t('records.noPass'),
            to: minute(row.doubt.to),
          })}
        />
      ) : null}
      <small className="muted">{row.rules.map((one) => one.version).join(' · ')}</small>
    </div>
  );
}
