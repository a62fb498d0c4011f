import { listPoints } from '@tarim/registry/contract';
import { Page, QueryState, useAddress, useRouteQuery, useText } from '@tarim/ui';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { AQI_POLLUTANTS, airRose } from '../../contract.ts';
import { AirPages, SimulatedTag, useCities } from './place-and-time.tsx';
import { RoseDrawing } from './rose-drawing.tsx';
import { DateSpan } from './selects.tsx';

const MOST = 500;
const DAY_MS = 86_400_000;
/** Pollutants by code; ozone once. */
const FACTORS = AQI_POLLUTANTS.filter((one) => one.key !== 'O3_8h');

/** From where the wind comes at a station, and what it brings. */
export default function RosePage(): ReactNode {
  const t = useText('evaluation');
  const known = useCities();
  const { get, set } = useAddress();
  const stations = useRouteQuery(listPoints, { query: { kind: 'air', limit: MOST } });
  const points = stations.data?.points ?? [];
  // A station that was looked at on another page of this room stays chosen.
  const station = /^S(\d+)$/.exec(get('city') ?? '')?.[1];
  const pointId = Number(get('point') ?? station ?? points[0]?.id ?? 0);
  const to = get('to') ?? known.yesterday;
  const monthBefore = to ? new Date(Date.parse(to) - 29 * DAY_MS).toISOString().slice(0, 10) : '';
  const from = get('from') ?? monthBefore;
  const code = FACTORS.find((one) => one.code === get('code')) ?? FACTORS[0]!;
  const query = useRouteQuery(
    airRose,
    { query: { pointId, from, to, code: code.code } },
    { enabled: pointId > 0 && to !== '' },
  );
  const data = query.data;
  return (
    <Page title={t('rose.title')} note={<AirPages here="rose" />}>
      <div className="filters">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('field.station')}
          style={{ width: 280 }}
          value={pointId || undefined}
          loading={stations.isPending}
          onChange={(id: number) => set({ point: String(id) })}
          options={points.map((point) => ({ value: point.id, label: point.name }))}
        />
        <DateSpan t={t} from={from} to={to} onChange={(first, last) => set({ from: first, to: last })} />
        <Select
          aria-label={t('field.factor')}
          style={{ width: 110 }}
          value={code.code}
          onChange={(next: string) => set({ code: next })}
          options={FACTORS.map((one) => ({ value: one.code, label: one.label }))}
        />
        {data ? <SimulatedTag t={t} simulated={data.simulated} /> : null}
      </div>
      <QueryState query={query}>
        {data && data.hours === 0 ? <div className="card placeholder">{t('rose.none')}</div> : null}
        {data && data.hours > 0 ? (
          <RoseDrawing t={t} data={data} factor={`${code.label} ${code.unit}`} />
        ) : null}
      </QueryState>
    </Page>
  );
}
