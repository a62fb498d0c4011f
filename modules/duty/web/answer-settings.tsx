import {
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  UnitSelect,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert, Button, Card, Descriptions, Flex, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type AnswerSetting, getAnswerSettings } from '../contract.ts';
import { AnswerSettingForm } from './answer-setting-form.tsx';
import { useDutyUnit } from './duty-unit.ts';

const SEVERITIES = ['critical', 'warning', 'info'] as const;

/** Until when notices have to be answered and what may wait until morning (应答时限与夜间静默), with its versions. */
export default function AnswerSettingsPage(): ReactNode {
  const t = useText('duty');
  const may = useMay();
  const unitName = useUnitName();
  const [unitPath, setUnitPath] = useDutyUnit();
  const [changing, setChanging] = useState(false);
  const query = useRouteQuery(getAnswerSettings, { query: { unitPath } });
  const now = query.data?.inForce;
  return (
    <Page
      title={t('settings.title')}
      note={t('settings.note')}
      extra={
        <>
          <UnitSelect
            everywhere
            style={{ width: 260 }}
            aria-label={t('unit')}
            value={unitPath}
            onChange={setUnitPath}
          />
          {now && may('duty.settings', unitPath) ? (
            <Button type="primary" onClick={() => setChanging(true)}>
              {t('settings.change')}
            </Button>
          ) : null}
        </>
      }
    >
      <QueryState query={query}>
        {now ? (
          <Flex vertical gap={16}>
            {now.unitPath === unitPath ? null : (
              <Alert type="info" title={t('settings.ofAbove', { unit: unitName(now.unitPath, 'line') })} />
            )}
            <InForce setting={now} />
            <Card size="small" title={t('settings.versions')}>
              <Versions rows={query.data?.versions ?? []} />
            </Card>
          </Flex>
        ) : null}
      </QueryState>
      {changing && now ? (
        <AnswerSettingForm unitPath={unitPath} now={now} onClose={() => setChanging(false)} />
      ) : null}
    </Page>
  );
}

function useSentences() {
  const t = useText('duty');
  return {
    minutes: (n: number | null) => (n === null ? t('settings.nobody') : t('settings.minutes', { n })),
    quiet: ({ quiet }: AnswerSetting) =>
      quiet.severities.length === 0
        ? t('settings.quietNone')
        : t('settings.quietOf', {
            from: quiet.from,
            to: quiet.to,
            what: quiet.severities.map((one) => t(`severity.${one}`)).join('、'),
          }),
  };
}

function InForce({ setting }: { setting: AnswerSetting }): ReactNode {
  const t = useText('duty');
  const words = useSentences();
  return (
    <>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={[
          ...SEVERITIES.map((one) => ({
            key: one,
            label: t('settings.answer', { severity: t(`severity.${one}`) }),
            children: words.minutes(setting.minutes[one]),
          })),
          { key: 'quiet', label: t('settings.quiet'), children: words.quiet(setting) },
          { key: 'reason', label: t('settings.reason'), children: <Reason of={setting} /> },
        ]}
      />
      <ul className="muted">
        {(['waits', 'escalates', 'critical', 'inbox', 'fromThen'] as const).map((key) => (
          <li key={key}>{t(`settings.effect.${key}`)}</li>
        ))}
      </ul>
    </>
  );
}

function Reason({ of }: { of: AnswerSetting }): ReactNode {
  const t = useText('duty');
  return of.confidence === 'unverified' ? (
    <>
      {of.source} <Tag>{t('settings.unverified')}</Tag>
    </>
  ) : (
    of.reason
  );
}

function Versions({ rows }: { rows: readonly AnswerSetting[] }): ReactNode {
  const t = useText('duty');
  const unitName = useUnitName();
  const words = useSentences();
  return (
    <DataTable<AnswerSetting>
      name={t('settings.versions')}
      rowKey="id"
      pagination={false}
      scroll={{ x: 900 }}
      dataSource={[...rows]}
      columns={[
        {
          title: t('settings.from'),
          value: (row) => instant(row.at),
          render: (_, row) => formatTime(row.at),
        },
        { title: t('unit'), value: (row) => unitName(row.unitPath, 'line') },
        ...SEVERITIES.map((one) => ({
          title: t(`severity.${one}`),
          value: (row: AnswerSetting) => words.minutes(row.minutes[one]),
        })),
        { title: t('settings.quiet'), value: words.quiet },
        {
          title: t('settings.reason'),
          value: (row) => (row.confidence === 'unverified' ? row.source : row.reason),
          render: (_, row) => <Reason of={row} />,
        },
        { title: t('settings.by'), dataIndex: 'by' },
      ]}
    />
  );
}
