import { DataTable, formatTime, instant, useText } from '@tarim/ui';
import { Alert, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Official, Result } from '../contract.ts';
import type { TaskDetail } from './task.tsx';
import { gradeColour, resultText } from './words.tsx';

/** Results of a task, those that are missing first. */
export function ResultsCard({ detail: { task, results, missing } }: { detail: TaskDetail }): ReactNode {
  const t = useText('monitoring');
  return (
    <>
      <h4 className="section-title">{t('task.results')}</h4>
      {missing.length > 0 ? (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 10 }}
          title={t('task.missing', { n: missing.length })}
          description={missing
            .slice(0, 12)
            .map((one) => [one.container, one.item].filter(Boolean).join(' '))
            .join('、')}
        />
      ) : null}
      <DataTable<Result>
        name={`${task.code} ${t('task.results')}`}
        rowKey={(row) => `${row.container}${row.item}`}
        pagination={{ pageSize: 60, hideOnSinglePage: true }}
        scroll={{ x: 860 }}
        locale={{ emptyText: t('task.noResults') }}
        dataSource={results}
        columns={[
          {
            title: t('result.container'),
            value: (row) => row.container ?? t('result.onSite'),
            render: (_, row) => (row.container ? <code>{row.container}</code> : t('result.onSite')),
          },
          {
            title: t('result.kind'),
            value: (row) => t(`container.${row.kind}`),
            render: (_, row) => t(`container.${row.kind}`),
          },
          { title: t('result.item'), dataIndex: 'item' },
          {
            title: t('result.value'),
            value: (row) => resultText(row),
            render: (_, row) => (
              <>
                {resultText(row)} <small className="muted">{row.unit}</small>
                {row.below ? <Tag style={{ marginInlineStart: 6 }}>{t('result.below')}</Tag> : null}
                {row.revision > 0 ? (
                  <Tag color="gold">{t('result.revision', { n: row.revision })}</Tag>
                ) : null}
              </>
            ),
          },
          { title: t('result.limit'), dataIndex: 'detectionLimit' },
          { title: t('result.method'), dataIndex: 'method' },
          {
            title: t('result.analysedAt'),
            value: (row) => instant(row.analysedAt),
            // Many sheets name a day only.
            render: (_, row) =>
              formatTime(row.analysedAt, row.analysedAt?.includes('T00:00:00') ? 'date' : 'short'),
          },
          { title: t('result.analyst'), dataIndex: 'analyst' },
          {
            title: t('result.doubts'),
            value: (row) => row.warnings.map((one) => one.message).join('；'),
            render: (_, row) =>
              row.warnings.map((one) => (
                <Tag key={one.code} color="orange" style={{ whiteSpace: 'normal' }}>
                  {one.message}
                </Tag>
              )),
          },
        ]}
      />
    </>
  );
}

/** What the signed results come to, by which rule, step by step. */
export function OfficialCard({ official }: { official: Official }): ReactNode {
  const t = useText('monitoring');
  return (
    <div className="card" style={{ marginTop: 14 }}>
      <h4>{t('official.title')}</h4>
      <p>
        <Tag color={gradeColour(official)}>{official.grade ?? t('official.notJudged')}</Tag>
        {official.verdict ? <b>{t(`verdict.${official.verdict}`)}</b> : null}{' '}
        {official.target ? t('official.target', { target: official.target }) : null}{' '}
        <span className="muted">
          {t('official.signed', { by: official.signedBy, at: formatTime(official.signedAt) })}
          {official.revision > 0 ? ` · ${t('result.revision', { n: official.revision })}` : ''}
        </span>
      </p>
      {official.exceeding.length > 0 ? (
        <p>
          {official.exceeding
            .map(({ item, multiple }) =>
              multiple === null
                ? item
                : t('official.multiple', { item, multiple: Number(multiple.toFixed(3)) }),
            )
            .join('、')}
        </p>
      ) : null}
      <p className="muted">
        {official.rules.map((one) => `${one.standard}（${one.version}，${one.confidence}）`).join('；')}
        {official.missing.length > 0
          ? ` · ${t('official.missing', { items: official.missing.slice(0, 12).join('、') })}`
          : ''}
      </p>
      <ol className="numbered">
        {official.steps.map((step) => (
          <li key={`${step.of}${step.formula}`}>
            <b>{step.of}</b> {step.formula} → <b>{step.result}</b>{' '}
            <small className="muted">{step.rule}</small>
          </li>
        ))}
      </ol>
    </div>
  );
}
