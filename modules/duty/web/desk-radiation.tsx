import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listFindings } from '@tarim/radnet/contract';
import { LIVE_CHANGES, listAlarms } from '@tarim/tracking/contract';
import { formatTime, QueryState, useLive, useRouteQuery, useText } from '@tarim/ui';
import { Empty } from 'antd';
import type { ReactNode } from 'react';
import { QUEUE_COLOURS } from './queue.tsx';

const REFRESH_MS = 15_000;
const SHOWN = 8;
const MOST = 100;
const MOBILE_COLOURS: Readonly<Record<string, string>> = {
  critical: QUEUE_COLOURS.critical,
  high: QUEUE_COLOURS.warning,
};

interface Waiting {
  readonly key: string;
  readonly link: string;
  readonly title: string;
  readonly what: string;
  readonly at: string;
  readonly colour: string;
  readonly rank: number;
}

/** What radiation found and nobody has taken yet: alarms of mobile sources and findings of gamma stations, the worst first. */
export function DeskRadiation({ unitPath }: { unitPath: string }): ReactNode {
  const t = useText('duty');
  const client = useQueryClient();
  const refetch = { refetchMs: REFRESH_MS };
  const mobile = useRouteQuery(listAlarms, { query: { state: 'open', unit: unitPath } }, refetch);
  const rises = useRouteQuery(
    listFindings,
    { query: { state: 'open', unit: unitPath, limit: MOST } },
    refetch,
  );
  useLive(
    [LIVE_CHANGES],
    () =>
      void client.invalidateQueries({ predicate: (one) => String(one.queryKey[0]).startsWith('tracking.') }),
  );
  const alarms = (mobile.data?.alarms ?? []).filter((one) => one.severity !== 'announced');
  const findings = rises.data?.findings ?? [];
  const waiting: Waiting[] = [
    ...alarms.map((one) => ({
      key: `t${one.id}`,
      link: `/tracking/alarms/${one.id}`,
      title: one.terminalName,
      what: t(`mobile.${one.kind}`),
      at: one.since,
      colour: MOBILE_COLOURS[one.severity] ?? QUEUE_COLOURS.info,
      rank: one.severity === 'critical' ? 0 : one.severity === 'high' ? 1 : 2,
    })),
    ...findings.map((one) => ({
      key: `r${one.id}`,
      link: `/radnet/findings/${one.id}`,
      title: one.pointName,
      what: t(`gamma.${one.kind}`),
      at: one.from,
      colour: one.worst === 'urgent' ? QUEUE_COLOURS.critical : QUEUE_COLOURS.warning,
      rank: one.worst === 'urgent' ? 0 : one.worst === 'alarm' ? 1 : 2,
    })),
  ].sort((a, b) => a.rank - b.rank || b.at.localeCompare(a.at));
  const many = (n: number) => (n >= MOST ? `${MOST}+` : String(n));
  return (
    <div className="card">
      <h4>{t('radiation.title')}</h4>
      <p className="muted">
        <Link to={'/tracking/alarms' as string}>{t('radiation.mobile', { n: many(alarms.length) })}</Link> ·{' '}
        <Link to={'/radnet/findings' as string}>{t('radiation.gamma', { n: many(findings.length) })}</Link>
      </p>
      <QueryState query={mobile}>
        {waiting.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('radiation.none')} />
        ) : (
          <ul className="queue">
            {waiting.slice(0, SHOWN).map((one) => (
              <li key={one.key}>
                <i style={{ background: one.colour }} />
                <div>
                  <Link to={one.link as string}>{one.title}</Link>
                  <br />
                  <span>{one.what}</span>
                  <br />
                  <small className="muted">{formatTime(one.at)}</small>
                </div>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
    </div>
  );
}
