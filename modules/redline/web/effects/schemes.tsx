import { DataTable, formatPercent, QueryState, useMay, useName, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Switch, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type EffectScheme, listEffectSchemes } from '../../contract.ts';
import { SchemeDialog } from './scheme-dialog.tsx';
import { useIndicators } from './words.tsx';

const TONES = { platform: 'orange', local: 'blue', sourced: 'green' } as const;

/** 评估方案 with what they rest on; an administrator revises them. */
export function Schemes(): ReactNode {
  const t = useText('redline');
  const said = useName();
  const mayConfigure = useMay('redline.configure', '/');
  const { nameOf } = useIndicators();
  const [all, setAll] = useState(false);
  const [edited, setEdited] = useState<EffectScheme | null>(null);
  const query = useRouteQuery(listEffectSchemes, { query: { all } });
  const schemes = query.data?.schemes ?? [];
  const termText = ({ indicator, weight, mode, scale }: EffectScheme['terms'][number]) =>
    `${nameOf(indicator)} ${weight} (${t(`schemes.mode.${mode}`)} ${scale})`;
  const gradeText = (one: EffectScheme['grades'][number]) =>
    `${said(one)}${one.from === null ? '' : ` ≥ ${one.from}`}`;
  return (
    <>
      {schemes.some((one) => one.confidence === 'platform') ? (
        <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={t('effects.notLaw')} />
      ) : null}
      <div className="filters">
        <span>
          <Switch checked={all} onChange={setAll} aria-label={t('schemes.all')} /> {t('schemes.all')}
        </span>
      </div>
      <QueryState query={query}>
        <DataTable<EffectScheme>
          name={t('effects.schemes')}
          rowKey="id"
          pagination={false}
          scroll={{ x: 1_080 }}
          dataSource={schemes as EffectScheme[]}
          columns={[
            { title: t('effects.scheme'), value: (row) => `${row.name} @${row.version}` },
            {
              title: t('rules.confidence'),
              value: (row) => t(`confidence.${row.confidence}`),
              render: (_, row) => (
                <Tag color={TONES[row.confidence]}>{t(`confidence.${row.confidence}`)}</Tag>
              ),
            },
            {
              title: t('schemes.terms'),
              value: (row) => row.terms.map(termText).join('; '),
              render: (_, row) => row.terms.map((one) => <div key={one.indicator}>{termText(one)}</div>),
            },
            { title: t('schemes.grades'), value: (row) => row.grades.map(gradeText).join('; ') },
            { title: t('schemes.leastShare'), value: (row) => formatPercent(row.leastShare) },
            {
              title: t('schemes.season'),
              value: (row) =>
                t('schemes.seasonIs', { from: row.fromMonth, to: row.toMonth, days: row.daysApart }),
            },
            { title: t('rules.basis'), value: (row) => row.basis },
            { title: t('rules.period'), value: (row) => `${row.effectiveFrom} – ${row.effectiveTo ?? ''}` },
            {
              title: '',
              render: (_, row) =>
                mayConfigure && row.effectiveTo === null ? (
                  <Button size="small" onClick={() => setEdited(row)}>
                    {t('schemes.revise')}
                  </Button>
                ) : null,
            },
          ]}
        />
      </QueryState>
      {edited ? <SchemeDialog scheme={edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}
