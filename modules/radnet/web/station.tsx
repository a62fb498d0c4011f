import { Link, useParams } from '@tanstack/react-router';
import {
  DataTable,
  Figure,
  formatNumber,
  formatPercent,
  formatTime,
  Page,
  QueryState,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Card, Descriptions, Flex, Segmented } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { type EnteredBackground, getStation, type StationDetail } from '../contract.ts';
import { BackgroundDialog } from './background-dialog.tsx';
import { DoseChart } from './dose-chart.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { FindingList } from './finding-list.tsx';
import { StationSpectra } from './spectra.tsx';
import { dose, HourTag, Simulated, TracedDose, Unverified } from './words.tsx';

const LOOK_MS = 60_000;
const DAY_MS = 86_400_000;
const DAYS = [3, 7, 30] as const;

/** One gamma station: dose rate and rain on one axis, what is normal here, what was found, how steadily it measures. */
export default function StationPage(): ReactNode {
  const t = useText('radnet');
  const { id } = useParams({ strict: false }) as { id: string };
  const [days, setDays] = useState<number>(7);
  // To the minute, so that the question stays the same while the page is drawn again.
  const from = useMemo(
    () => new Date(Math.floor(Date.now() / 60_000) * 60_000 - days * DAY_MS).toISOString(),
    [days],
  );
  const query = useRouteQuery(
    getStation,
    { params: { id: Number(id) }, query: { from } },
    { refetchMs: LOOK_MS },
  );
  const one = query.data;
  return (
    <Page
      title={one?.name ?? t('menu.stations')}
      note={one ? [one.level, one.code].filter(Boolean).join(' · ') : ''}
      extra={
        <>
          <Simulated when={one?.simulated ?? false} />
          {one?.latest ? <HourTag state={one.latest.state} /> : null}
        </>
      }
    >
      <p>
        <Link to={'/radnet/stations' as string}>← {t('menu.stations')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} days={days} onDays={setDays} /> : null}</QueryState>
    </Page>
  );
}

function Content({
  one,
  days,
  onDays,
}: {
  one: StationDetail;
  days: number;
  onDays: (days: number) => void;
}): ReactNode {
  const t = useText('radnet');
  const may = useMay();
  const [entering, setEntering] = useState(false);
  const [exporting, setExporting] = useState(false);
  const { availability, latest } = one;
  return (
    <Flex vertical gap={16}>
      <Flex gap={12} wrap>
        <Figure
          label={t('field.latest')}
          value={latest ? <TracedDose pointId={one.id} time={latest.time} value={latest.value} /> : '—'}
          hint={latest ? formatTime(latest.time) : undefined}
        />
        <Figure label={t('field.limit')} value={dose(latest?.limit)} hint={t('station.limitHint')} />
        <Figure label={t('field.availability')} value={formatPercent(availability.share)} />
        <Figure
          label={t('field.repair')}
          value={availability.repairDays === null ? '—' : availability.repairDays.toFixed(2)}
          hint={t('station.outages', { n: availability.outages, hours: availability.longestHours })}
        />
      </Flex>
      <Card
        size="small"
        title={t('station.chart')}
        extra={
          <Flex gap={8} wrap>
            <Segmented
              value={days}
              onChange={onDays}
              options={DAYS.map((n) => ({ value: n, label: t('station.days', { n }) }))}
            />
            <Button size="small" onClick={() => setExporting(true)}>
              {t('export.title')}
            </Button>
          </Flex>
        }
      >
        {one.hours.length === 0 ? (
          <p className="muted">{t('station.noHours')}</p>
        ) : (
          <DoseChart hours={one.hours} label={t('station.chart')} />
        )}
      </Card>
      <Normal one={one} />
      <Card size="small" title={t('menu.findings')}>
        <FindingList point={one.id} />
      </Card>
      <Card
        size="small"
        title={t('background.title')}
        extra={
          may('radnet.manage', one.unitPath) ? (
            <Button size="small" onClick={() => setEntering(true)}>
              {t('background.add')}
            </Button>
          ) : null
        }
      >
        <p className="muted">{t('background.note')}</p>
        <Backgrounds rows={one.backgrounds as EnteredBackground[]} />
      </Card>
      <StationSpectra id={one.id} unitPath={one.unitPath} />
      {entering ? <BackgroundDialog station={one.id} onClose={() => setEntering(false)} /> : null}
      {exporting ? <ExportDialog station={one.id} onClose={() => setExporting(false)} /> : null}
    </Flex>
  );
}

/** What is normal here, and by which rule an hour is judged. */
function Normal({ one }: { one: StationDetail }): ReactNode {
  const t = useText('radnet');
  const unitName = useUnitName();
  const { latest, rule } = one;
  return (
    <Card size="small" title={t('station.normal')}>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'unit', label: t('field.unit'), children: unitName(one.unitPath, 'line') },
          { key: 'body', label: t('field.body'), children: one.body ?? '—' },
          {
            key: 'background',
            label: t('field.background'),
            children:
              latest?.mean === null || latest?.mean === undefined
                ? t('station.noBackground', { n: rule.leastHours })
                : `${dose(latest.mean)} · s = ${formatNumber(latest.sd, 2)}${latest.n === null ? ` · ${t('background.entered')}` : ` · ${t('station.dryHours', { n: latest.n })}`}`,
          },
          { key: 'urgent', label: t('field.urgentLimit'), children: dose(latest?.urgentLimit) },
          {
            key: 'rule',
            label: t('field.rule'),
            span: 'filled',
            children: (
              <>
                {t('station.rule', {
                  days: rule.windowDays,
                  k: rule.deviations,
                  times: rule.urgentTimes,
                  mm: rule.wetMm,
                  hours: rule.wetHours,
                })}{' '}
                <small className="muted">
                  {rule.standard} · {rule.version}
                </small>{' '}
                <Unverified confidence={rule.confidence} />
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

function Backgrounds({ rows }: { rows: readonly EnteredBackground[] }): ReactNode {
  const t = useText('radnet');
  return (
    <DataTable<EnteredBackground>
      name={t('background.title')}
      rowKey="id"
      pagination={false}
      exported={false}
      dataSource={[...rows]}
      columns={[
        { title: t('field.effectiveFrom'), dataIndex: 'effectiveFrom' },
        { title: t('field.mean'), value: (row) => dose(row.mean) },
        { title: t('field.sd'), value: (row) => dose(row.sd) },
        { title: t('field.source'), dataIndex: 'source' },
        { title: t('field.by'), dataIndex: 'by' },
      ]}
    />
  );
}
