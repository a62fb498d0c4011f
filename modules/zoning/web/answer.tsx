import { urlOf } from '@tarim/platform/contract';
import { DataTable, Figure, formatNumber, useText } from '@tarim/ui';
import { Alert, Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { type Check, getCheckPdf } from '../contract.ts';

export const VERDICT_COLOURS = {
  forbidden: 'red',
  manual: 'purple',
  restricted: 'orange',
  allowed: 'green',
} as const;
const TONES = { forbidden: 'bad', manual: 'warn', restricted: 'warn', allowed: 'good' } as const;

/** What was found of a site: verdict, the rule that decided, units with their shares, all rules, the report. */
export function Answer({ check }: { check: Check }): ReactNode {
  const t = useText('zoning');
  const decisive = check.findings.find((one) => one.rule.id === check.decisive)?.rule;
  return (
    <div className="card" data-testid="zoning-answer" style={{ margin: '14px 0' }}>
      <div className="figures">
        <Figure
          label={t('check.verdict')}
          value={t(`verdict.${check.verdict}`)}
          tone={TONES[check.verdict]}
        />
        <Figure label={t('check.areaKm2')} value={formatNumber(check.areaKm2, 3)} />
        <Figure label={t('check.uncovered')} value={`${formatNumber(100 * check.uncovered, 1)}%`} />
        <Figure
          label={t('check.version')}
          value={check.versionName}
          hint={check.simulated ? <Tag color="orange">{t('simulated')}</Tag> : check.day}
        />
      </div>
      {check.repaired ? <Alert type="warning" showIcon title={t('check.repaired')} /> : null}
      {decisive ? (
        <Alert
          type={check.verdict === 'forbidden' ? 'error' : 'info'}
          showIcon
          title={t('check.decisive')}
          description={`${t(`level.${decisive.level}`)} ${decisive.target ?? ''} · ${t(`dimension.${decisive.dimension}`)}：${decisive.text}`}
          style={{ margin: '12px 0' }}
        />
      ) : null}
      <h4>{t('check.units')}</h4>
      <DataTable<Check['units'][number]>
        name={t('check.units')}
        rowKey="code"
        pagination={false}
        scroll={{ x: 600 }}
        dataSource={[...check.units]}
        columns={[
          { title: t('unit.code'), dataIndex: 'code' },
          { title: t('unit.name'), dataIndex: 'name' },
          { title: t('unit.class'), value: (row) => t(`class.${row.class}`) },
          { title: t('unit.areaKm2'), value: (row) => formatNumber(row.areaKm2, 3) },
          { title: t('unit.share'), value: (row) => `${formatNumber(100 * row.share, 1)}%` },
        ]}
      />
      <h4>{t('check.rules')}</h4>
      <DataTable<Check['findings'][number]>
        name={t('check.rules')}
        rowKey={(row) => row.rule.id}
        pagination={false}
        scroll={{ x: 700 }}
        dataSource={[...check.findings]}
        columns={[
          { title: t('rule.level'), value: (row) => t(`level.${row.rule.level}`) },
          { title: t('rule.dimension'), value: (row) => t(`dimension.${row.rule.dimension}`) },
          { title: t('rule.text'), value: (row) => row.rule.text },
          {
            title: t('check.verdict'),
            value: (row) => t(`verdict.${row.verdict}`),
            render: (_, row) => <Tag color={VERDICT_COLOURS[row.verdict]}>{t(`verdict.${row.verdict}`)}</Tag>,
          },
        ]}
      />
      <Button type="primary" href={urlOf(getCheckPdf, { id: check.id })} target="_blank">
        {t('check.pdf')}
      </Button>
      <p className="muted">{t('check.note')}</p>
    </div>
  );
}
