import { Link } from '@tanstack/react-router';
import { getSourceTerminal } from '@tarim/tracking/contract';
import { formatNumber, formatTime, QueryState, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Card, Descriptions, Flex } from 'antd';
import type { ReactNode } from 'react';
import { Simulated } from './words.tsx';

const REFRESH_MS = 30_000;

/** Where the terminal of a mobile source was last, and what a meter should show beside it: what who scans the code card wants to know. */
export function SourceTerminalCard({ code }: { code: string }): ReactNode {
  const t = useText('radiation');
  const may = useMay();
  const allowed = may('tracking.read');
  const query = useRouteQuery(
    getSourceTerminal,
    { params: { code } },
    { refetchMs: REFRESH_MS, enabled: allowed },
  );
  const one = query.data?.terminal;
  if (!allowed) return null;
  const item = (key: string, children: ReactNode) => ({ key, label: t(`terminal.${key}`), children });
  return (
    <Card size="small" title={t('terminal.title')} extra={<Simulated when={one?.simulated ?? false} />}>
      <QueryState query={query}>
        {one ? (
          <Flex vertical gap={8}>
            {one.alarms.length > 0 ? (
              <Alert type="error" showIcon title={t('terminal.alarms', { count: one.alarms.length })} />
            ) : null}
            <Descriptions
              size="small"
              column={{ xs: 1, md: 2 }}
              items={[
                item(
                  'name',
                  <Link to={`/tracking/terminals/${one.id}` as string}>
                    {one.name} · {t('terminal.track')}
                  </Link>,
                ),
                item('at', formatTime(one.sampledAt, 'full')),
                item(
                  'place',
                  one.lat === null || one.lon === null
                    ? '—'
                    : `${formatNumber(one.lon, 5)}°E ${formatNumber(one.lat, 5)}°N`,
                ),
                item('expected', one.expected === null ? '—' : `${formatNumber(one.expected, 2)} µSv/h`),
                item('rate', one.rate === null ? '—' : `${formatNumber(one.rate, 2)} µSv/h`),
                item('stowed', one.stowed === null ? '—' : t(one.stowed ? 'terminal.in' : 'terminal.out')),
              ]}
            />
          </Flex>
        ) : (
          <span className="muted">{t('terminal.none')}</span>
        )}
      </QueryState>
    </Card>
  );
}
