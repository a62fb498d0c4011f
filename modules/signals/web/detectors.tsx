import { DataTable, formatPercent, Page, QueryState, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type DetectorRow, listDetectors } from '../contract.ts';
import { Batches } from './batches.tsx';
import { SettingDialog } from './setting-dialog.tsx';
import { detectorName } from './words.tsx';

/** Each detector: what it looks for, how it is set, and how often it was right. */
export default function DetectorsPage(): ReactNode {
  const t = useText('signals');
  const query = useRouteQuery(listDetectors, {}, { refetchMs: 60_000 });
  const mayConfigure = useMay('signals.configure', '/');
  const [edited, setEdited] = useState<DetectorRow | null>(null);
  return (
    <Page title={t('detectors.title')} note={t('detectors.note')}>
      <Alert type="info" showIcon style={{ marginBottom: 14 }} title={t('detectors.honest')} />
      <Batches />
      <QueryState query={query}>
        <DataTable<DetectorRow>
          name={t('detectors.title')}
          rowKey="detector"
          pagination={false}
          scroll={{ x: 1240 }}
          dataSource={[...(query.data?.detectors ?? [])]}
          columns={[
            {
              title: t('field.detector'),
              width: 340,
              value: (row) => detectorName(t, row.detector),
              render: (_, row) => (
                <>
                  <strong>{detectorName(t, row.detector)}</strong> <Tag>{t(`source.${row.source}`)}</Tag>
                  <div>{t(`signal.what.${row.detector}`)}</div>
                  <small className="muted">{t(`signal.source.${row.detector}`)}</small>
                </>
              ),
            },
            {
              title: t('detectors.setting'),
              value: (row) => row.setting.threshold,
              render: (_, row) => (
                <>
                  <Tag color={row.setting.enabled ? 'green' : 'default'}>
                    {t(row.setting.enabled ? 'detectors.on' : 'detectors.off')}
                  </Tag>
                  <div className="nowrap">
                    {t('detectors.threshold')} {row.setting.threshold}
                  </div>
                  <div className="nowrap">{t('detectors.days', { n: row.setting.windowDays })}</div>
                  <small className="muted">{t('detectors.version', { n: row.setting.version })}</small>
                  {mayConfigure ? (
                    <div>
                      <Button size="small" onClick={() => setEdited(row)}>
                        {t('detectors.edit')}
                      </Button>
                    </div>
                  ) : null}
                </>
              ),
            },
            { title: t('detectors.open'), value: (row) => row.open, render: (_, row) => row.open },
            {
              title: t('detectors.precision'),
              value: (row) => row.feedback.precision,
              render: (_, { feedback }) =>
                feedback.precision === null || feedback.interval === null ? (
                  <span className="muted">{t('detectors.noFeedback')}</span>
                ) : (
                  <>
                    <strong>{formatPercent(feedback.precision)}</strong>
                    <div>n = {feedback.confirmed + feedback.innocent}</div>
                    <small className="muted">
                      95 %: {formatPercent(feedback.interval[0])} – {formatPercent(feedback.interval[1])}
                    </small>
                  </>
                ),
            },
            {
              title: t('detectors.feedback'),
              value: (row) => row.feedback.confirmed + row.feedback.innocent + row.feedback.unclear,
              render: (_, { feedback }) =>
                `${feedback.confirmed} / ${feedback.innocent} / ${feedback.unclear}`,
            },
            {
              title: t('detectors.trial'),
              value: (row) => row.trial?.auc ?? null,
              render: (_, { trial }) =>
                trial === null ? (
                  <span className="muted">{t('detectors.notTried')}</span>
                ) : (
                  trial.at.map((one) => (
                    <div key={one.rate} className="nowrap">
                      {t('detectors.trialAt', {
                        rate: one.rate * 100,
                        precision: formatPercent(one.precision),
                        recall: formatPercent(one.recall),
                      })}
                    </div>
                  ))
                ),
            },
            {
              title: t('detectors.runs'),
              value: (row) => row.runs.told,
              render: (_, row) => `${row.runs.told} / ${row.runs.notTold}`,
            },
          ]}
        />
      </QueryState>
      {edited ? <SettingDialog row={edited} onClose={() => setEdited(null)} /> : null}
    </Page>
  );
}
