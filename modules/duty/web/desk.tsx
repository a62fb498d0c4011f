import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { countAlarms, LIVE_ALARMS, listAlarms } from '@tarim/alarm/contract';
import { Figure, LiveHint, Page, UnitSelect, useLive, useRouteQuery, useText } from '@tarim/ui';
import { PointMap } from '@tarim/ui/map';
import { type ReactNode, useMemo, useState } from 'react';
import { DeskRadiation } from './desk-radiation.tsx';
import { DeskTasks } from './desk-tasks.tsx';
import { useDutyUnit } from './duty-unit.ts';
import { HandOvers } from './hand-overs.tsx';
import { OnDutyNow } from './on-duty-now.tsx';
import { QUEUE_COLOURS, Queue } from './queue.tsx';
import './desk.css';

const REFRESH_MS = 15_000;
const MOST = 200;

/** One screen for the night (值班台): what waits, where it is, who is there, what the last shift left. */
export default function DeskPage(): ReactNode {
  const t = useText('duty');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [unitPath, setUnitPath] = useDutyUnit();
  const [chosen, setChosen] = useState<number | null>(null);
  const counts = useRouteQuery(countAlarms, { query: { unit: unitPath } }, { refetchMs: REFRESH_MS });
  const waiting = useRouteQuery(
    listAlarms,
    { query: { state: 'open', unit: unitPath, acknowledged: false, limit: MOST } },
    { refetchMs: REFRESH_MS },
  );
  const taken = useRouteQuery(
    listAlarms,
    { query: { state: 'open', unit: unitPath, acknowledged: true, limit: MOST } },
    { refetchMs: REFRESH_MS },
  );
  const connected = useLive(
    [LIVE_ALARMS],
    () =>
      void client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith('alarm.') }),
  );
  const alarms = waiting.data?.alarms ?? [];
  const points = useMemo(
    () =>
      [...(taken.data?.alarms ?? []), ...(waiting.data?.alarms ?? [])].flatMap((one) =>
        one.lon === null || one.lat === null
          ? []
          : [
              {
                id: one.id,
                lon: one.lon,
                lat: one.lat,
                colour: one.acknowledged ? QUEUE_COLOURS.taken : QUEUE_COLOURS[one.severity],
                title: one.pointName,
                beat: one.id === chosen,
              },
            ],
      ),
    [waiting.data, taken.data, chosen],
  );
  return (
    <Page
      title={t('desk.title')}
      note={t('desk.note')}
      extra={
        <>
          <Link to={'/duty/inbox' as string}>{t('inbox.title')}</Link>
          <UnitSelect style={{ width: 260 }} aria-label={t('unit')} value={unitPath} onChange={setUnitPath} />
        </>
      }
    >
      <LiveHint connected={connected} />
      <div className="figures">
        <Figure
          label={t('desk.waiting')}
          value={counts.data?.unacknowledged ?? '—'}
          tone={counts.data?.unacknowledged ? 'bad' : 'good'}
        />
        <Figure label={t('desk.firing')} value={counts.data?.firing ?? '—'} />
        <Figure label={t('desk.recovering')} value={counts.data?.recovering ?? '—'} />
        <Figure label={t('desk.fired24')} value={counts.data?.firedLast24h ?? '—'} />
        <Figure label={t('desk.closed24')} value={counts.data?.closedLast24h ?? '—'} />
      </div>
      <div className="desk">
        <Queue
          query={waiting}
          alarms={alarms}
          taken={taken.data?.alarms ?? []}
          chosen={chosen}
          onChoose={setChosen}
        />
        <div>
          <PointMap
            points={points}
            height={420}
            onSelect={(id) => void navigate({ to: `/alarms/${id}` as string })}
          />
          <OnDutyNow unitPath={unitPath} />
        </div>
        <div>
          <DeskRadiation unitPath={unitPath} />
          <DeskTasks unitPath={unitPath} />
          <HandOvers unitPath={unitPath} />
        </div>
      </div>
    </Page>
  );
}
