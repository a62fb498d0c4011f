import { Link, useParams } from '@tanstack/react-router';
import {
  DataTable,
  formatNumber,
  formatTime,
  instant,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Card, Descriptions, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import { acknowledgeFinding, getFinding, type JudgedHour, type RadiationFinding } from '../contract.ts';
import { Around } from './around.tsx';
import { CheckCard } from './check-card.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { DoseChart } from './dose-chart.tsx';
import { Tasks } from './tasks.tsx';
import { dose, FindingTag, HourTag, Simulated, TracedDose } from './words.tsx';

/** One finding: what it rests on, hour by hour with the figures that judged it, and what became of it. */
export default function FindingPage(): ReactNode {
  const t = useText('radnet');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getFinding, { params: { id: Number(id) } }, { refetchMs: 60_000 });
  const finding = query.data?.finding;
  return (
    <Page
      title={finding ? `${finding.pointName} · ${t(`kind.${finding.kind}`)}` : t('menu.findings')}
      note={finding ? `${formatTime(finding.from)} – ${formatTime(finding.to)}` : ''}
      extra={
        finding ? (
          <>
            <Simulated when={finding.simulated} />
            <HourTag state={finding.worst} />
            <FindingTag state={finding.state} />
          </>
        ) : null
      }
    >
      <p>
        <Link to={'/radnet/findings' as string}>← {t('menu.findings')}</Link>
      </p>
      <QueryState query={query}>
        {query.data ? (
          <Flex vertical gap={16}>
            <Acts finding={query.data.finding} />
            <Card size="small" title={t('finding.why')}>
              <p>{t(`why.${query.data.finding.kind}`)}</p>
              <DoseChart hours={query.data.hours} label={t('finding.why')} />
            </Card>
            <Card size="small" title={t('tasks.title')}>
              <Tasks id={query.data.finding.id} unitPath={query.data.finding.unitPath} />
            </Card>
            {query.data.finding.kind === 'rise' ? (
              <>
                <CheckCard finding={query.data.finding} />
                <Around id={query.data.finding.id} hours={query.data.hours} />
              </>
            ) : null}
            <Facts finding={query.data.finding} neighbours={query.data.neighbours} />
            <Hours pointId={query.data.finding.pointId} hours={query.data.hours as JudgedHour[]} />
          </Flex>
        ) : null}
      </QueryState>
    </Page>
  );
}

function Acts({ finding }: { finding: RadiationFinding }): ReactNode {
  const t = useText('radnet');
  const may = useMay();
  const [closing, setClosing] = useState(false);
  const acknowledge = useRouteMutation(acknowledgeFinding, { success: t('saved') });
  if (!may('radnet.review', finding.unitPath)) return null;
  const { id, state } = finding;
  if (state !== 'open' && state !== 'acknowledged') return null;
  return (
    <Flex gap={8} wrap>
      {state === 'open' ? (
        <Button loading={acknowledge.isPending} onClick={() => acknowledge.mutate({ params: { id } })}>
          {t('finding.acknowledge')}
        </Button>
      ) : null}
      <Button type="primary" onClick={() => setClosing(true)}>
        {t('finding.close')}
      </Button>
      {closing ? <CloseDialog id={id} onClose={() => setClosing(false)} /> : null}
    </Flex>
  );
}

function Facts({
  finding,
  neighbours,
}: {
  finding: RadiationFinding;
  neighbours: readonly { id: number; name: string; km: number }[];
}): ReactNode {
  const t = useText('radnet');
  const unitName = useUnitName();
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        {
          key: 'station',
          label: t('field.station'),
          children: <Link to={`/radnet/stations/${finding.pointId}` as string}>{finding.pointName}</Link>,
        },
        { key: 'unit', label: t('field.unit'), children: unitName(finding.unitPath, 'line') },
        {
          key: 'peak',
          label: t('field.peak'),
          children: `${dose(finding.peak)} · ${formatTime(finding.peakAt)}`,
        },
        { key: 'limit', label: t('field.limit'), children: dose(finding.limit) },
        { key: 'rain', label: t('field.rain'), children: `${formatNumber(finding.rain, 2)} mm` },
        ...(finding.kind === 'rise'
          ? [
              {
                key: 'neighbours',
                label: t('finding.neighbours'),
                children:
                  neighbours.length === 0
                    ? t('finding.alone')
                    : neighbours.map(({ name, km }) => `${name} ${km} km`).join('、'),
              },
            ]
          : []),
        ...(finding.acknowledgedBy
          ? [
              {
                key: 'acknowledged',
                label: t('finding.acknowledged'),
                children: `${finding.acknowledgedBy} ${formatTime(finding.acknowledgedAt)}`,
              },
            ]
          : []),
        ...(finding.conclusion
          ? [
              {
                key: 'conclusion',
                label: t('field.conclusion'),
                span: 'filled' as const,
                children: `${t(`conclusion.${finding.conclusion}`)} · ${finding.note} · ${finding.closedBy} ${formatTime(finding.closedAt)}`,
              },
            ]
          : []),
      ]}
    />
  );
}

function Hours({ pointId, hours }: { pointId: number; hours: readonly JudgedHour[] }): ReactNode {
  const t = useText('radnet');
  return (
    <Card size="small" title={t('finding.hours')}>
      <DataTable<JudgedHour>
        name={t('finding.hours')}
        rowKey="time"
        pagination={false}
        scroll={{ x: 900 }}
        dataSource={[...hours]}
        columns={[
          { title: t('field.hour'), value: (row) => instant(row.time) },
          {
            title: t('chart.dose'),
            value: (row) => row.value,
            render: (_, row) => <TracedDose pointId={pointId} time={row.time} value={row.value} />,
          },
          { title: t('field.rain'), value: (row) => formatNumber(row.rain, 2) },
          {
            title: t('field.state'),
            value: (row) => t(`hour.${row.state}`),
            render: (_, row) => <HourTag state={row.state} />,
          },
          { title: t('field.mean'), value: (row) => dose(row.mean) },
          { title: t('field.sd'), value: (row) => dose(row.sd) },
          { title: t('field.n'), value: (row) => row.n ?? '' },
          { title: t('field.limit'), value: (row) => dose(row.limit) },
          { title: t('field.rule'), value: (row) => row.ruleVersion },
        ]}
      />
    </Card>
  );
}
