import { countAlarms } from '@tarim/alarm/contract';
import { latestVerdicts } from '@tarim/evaluation/contract';
import { getEnterprise } from '@tarim/registry/contract';
import { getLatest } from '@tarim/telemetry/contract';
import { Figure, Page, QueryState, useOwnEnterprises, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { Descriptions, Tabs, Tag } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { OwnAlarms } from './own-alarms.tsx';
import { OwnPoints } from './own-points.tsx';
import { OwnSessions } from './own-sessions.tsx';
import './own.css';

const LOOK_MS = 15_000;

/** The start page of people of an enterprise: their outlets as they stand now, and what needs attention. */
export default function OwnPage(): ReactNode {
  const enterprises = useOwnEnterprises();
  if (enterprises.length === 1) return <Own id={enterprises[0]!} />;
  return (
    <Tabs
      items={enterprises.map((id) => ({
        key: String(id),
        label: <EnterpriseName id={id} />,
        children: <Own id={id} />,
      }))}
    />
  );
}

function EnterpriseName({ id }: { id: number }): ReactNode {
  const found = useRouteQuery(getEnterprise, { params: { id } });
  return found.data?.enterprise.name ?? String(id);
}

function Own({ id }: { id: number }): ReactNode {
  const t = useText('console');
  const unitName = useUnitName();
  const found = useRouteQuery(getEnterprise, { params: { id } });
  const points = found.data?.points;
  const pointIds = useMemo(() => points?.map((one) => one.id).join(',') ?? '', [points]);
  const ready = pointIds !== '';
  const latest = useRouteQuery(getLatest, { query: { pointIds } }, { refetchMs: LOOK_MS, enabled: ready });
  const verdicts = useRouteQuery(
    latestVerdicts,
    { query: { pointIds } },
    { refetchMs: LOOK_MS, enabled: ready },
  );
  const alarms = useRouteQuery(countAlarms, { query: { enterpriseId: id } }, { refetchMs: LOOK_MS });
  const states = latest.data?.points ?? [];
  const online = states.filter((one) => one.state === 'online' || one.state === 'fault').length;
  const exceeding = verdicts.data?.verdicts.filter((one) => one.verdict === 'exceeds').length;
  const open = alarms.data ? alarms.data.firing + alarms.data.pending + alarms.data.recovering : null;
  const enterprise = found.data?.enterprise;
  return (
    <QueryState query={found}>
      {enterprise ? (
        <Page
          title={enterprise.name}
          note={
            <>
              {unitName(enterprise.unitPath, 'line')}{' '}
              {enterprise.simulated ? <Tag color="orange">{t('shell.simulatedData')}</Tag> : null}
            </>
          }
        >
          <div className="figures">
            <Figure
              label={t('own.online')}
              value={`${latest.data ? online : '—'} / ${points?.length ?? '—'}`}
              tone={latest.data ? (online === points?.length ? 'good' : 'warn') : undefined}
            />
            <Figure
              label={t('own.exceeding')}
              value={exceeding ?? '—'}
              tone={exceeding === undefined ? undefined : exceeding > 0 ? 'bad' : 'good'}
            />
            <Figure
              label={t('own.openAlarms')}
              value={open ?? '—'}
              tone={open === null ? undefined : open > 0 ? 'warn' : 'good'}
            />
            <Figure label={t('own.alarms24h')} value={alarms.data?.firedLast24h ?? '—'} />
          </div>
          <OwnPoints points={points ?? []} latest={states} verdicts={verdicts.data?.verdicts ?? []} />
          <div className="grid own-below">
            <OwnAlarms enterpriseId={id} />
            <OwnSessions pointIds={points?.map((one) => one.id) ?? []} />
            <div className="card">
              <h4>{t('own.registered')}</h4>
              <Descriptions
                column={1}
                size="small"
                items={[
                  { key: 'uscc', label: t('own.uscc'), children: <code>{enterprise.uscc}</code> },
                  { key: 'industry', label: t('own.industry'), children: enterprise.industryName ?? '—' },
                  { key: 'category', label: t('own.category'), children: enterprise.category ?? '—' },
                  { key: 'address', label: t('own.address'), children: enterprise.address ?? '—' },
                  { key: 'contact', label: t('own.contact'), children: enterprise.contact ?? '—' },
                ]}
              />
              <p className="muted">{t('own.registeredHint')}</p>
            </div>
          </div>
        </Page>
      ) : null}
    </QueryState>
  );
}
