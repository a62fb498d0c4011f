import { urlOf } from '@tarim/platform/contract';
import { Page, QueryState, UnitSelect, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Card, DatePicker, Flex } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useState } from 'react';
import { exportGap, type Field, type Gap, getGap, getReport, keepReport } from '../contract.ts';
import { GapList } from './gap-list.tsx';
import { GapMatrix } from './gap-matrix.tsx';
import { KeptReports } from './kept-reports.tsx';
import { Simulated, WorkSelect } from './words.tsx';

/** 装备缺口: what both hierarchies have and have to have, by the day; or a report that was kept. */
export default function GapPage(): ReactNode {
  const t = useText('capability');
  const may = useMay();
  const [field, setField] = useState<Field>('enforcement');
  const [unit, setUnit] = useState('/');
  const [on, setOn] = useState<string | undefined>();
  const [kept, setKept] = useState<number | null>(null);
  const live = useRouteQuery(getGap, { query: { field, unit, on } }, { enabled: kept === null });
  const report = useRouteQuery(getReport, { params: { id: kept ?? 0 } }, { enabled: kept !== null });
  const keep = useRouteMutation(keepReport, { success: t('gap.kept') });
  const query = kept === null ? live : report;
  const gap = kept === null ? live.data : report.data?.gap;
  return (
    <Page
      title={t('menu.gap')}
      note={t('gap.note')}
      extra={
        <>
          <Simulated when={gap?.simulated ?? false} />
          {(['xlsx', 'csv'] as const).map((format) => (
            <Button key={format} href={urlOf(exportGap, undefined, { field, unit, on, format })}>
              {t('gap.export', { format: format.toUpperCase() })}
            </Button>
          ))}
          {kept === null && gap && may('capability.manage', unit) ? (
            <Button
              type="primary"
              loading={keep.isPending}
              onClick={() => keep.mutate({ body: { field, unitPath: unit, on: gap.on } })}
            >
              {t('gap.keep')}
            </Button>
          ) : null}
        </>
      }
    >
      {kept === null ? (
        <div className="filters">
          <WorkSelect value={field} onChange={(chosen) => setField(chosen ?? 'enforcement')} />
          <div style={{ minWidth: 240 }}>
            <UnitSelect
              aria-label={t('field.unit')}
              everywhere
              value={unit}
              onChange={(path) => setUnit(path ?? '/')}
            />
          </div>
          <DatePicker
            aria-label={t('field.on')}
            placeholder={t('field.on')}
            value={on ? dayjs(on) : null}
            maxDate={dayjs()}
            onChange={(day) => setOn(day?.format('YYYY-MM-DD'))}
          />
          {unit === '/' ? null : <Button onClick={() => setUnit('/')}>{t('gap.back')}</Button>}
        </div>
      ) : (
        <div className="filters">
          <b>{t('gap.reportOf', { on: gap?.on ?? '' })}</b>
          <Button onClick={() => setKept(null)}>{t('gap.live')}</Button>
        </div>
      )}
      <QueryState query={query}>
        {gap ? <Content gap={gap} onOpen={kept === null ? setUnit : null} /> : null}
      </QueryState>
      <KeptReports field={field} onOpen={setKept} />
    </Page>
  );
}

function Content({ gap, onOpen }: { gap: Gap; onOpen: ((unit: string) => void) | null }): ReactNode {
  const t = useText('capability');
  if (gap.lists.length === 0) return <Card>{t('gap.noList')}</Card>;
  return (
    <Flex vertical gap={16}>
      <Flex gap={16} wrap align="flex-start">
        {(['region', 'corps'] as const).map((hierarchy) => {
          const units = gap.units.filter((one) => one.hierarchy === hierarchy);
          return units.length === 0 ? null : (
            <Card
              key={hierarchy}
              size="small"
              title={t(`hierarchy.${hierarchy}`)}
              style={{ flex: '1 1 560px', minWidth: 0, maxWidth: '100%' }}
            >
              <GapMatrix gap={gap} units={units} onOpen={onOpen} />
            </Card>
          );
        })}
      </Flex>
      <Card size="small" title={t('gap.list')}>
        <GapList gap={gap} />
      </Card>
      <p className="muted">
        {t('gap.applied')}{' '}
        {gap.lists
          .map((list) => `${t('field.version')} ${list.version} · ${list.effectiveFrom} · ${list.source}`)
          .join(' | ')}
      </p>
    </Flex>
  );
}
