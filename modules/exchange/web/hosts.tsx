import { Page, QueryState, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Empty, Flex, Input, InputNumber } from 'antd';
import { type ReactNode, useState } from 'react';
import { type AllowedHost, listHosts, setHosts } from '../contract.ts';

const HOST = /^[0-9A-Za-z.:-]{1,120}$/;
const MOST = 200;

/** Addresses within the house that pipelines may pull from; all other private addresses are refused. */
export default function HostsPage(): ReactNode {
  const t = useText('exchange');
  const may = useMay('exchange.hosts');
  const query = useRouteQuery(listHosts, {}, { enabled: may });
  return (
    <Page title={t('hosts.title')} note={t('hosts.note')}>
      {may ? (
        <QueryState query={query}>
          {query.data ? <Hosts key={JSON.stringify(query.data.hosts)} known={query.data.hosts} /> : null}
        </QueryState>
      ) : (
        <Alert type="info" showIcon title={t('hosts.closed')} />
      )}
    </Page>
  );
}

function Hosts({ known }: { known: readonly AllowedHost[] }): ReactNode {
  const t = useText('exchange');
  const [hosts, setState] = useState<readonly AllowedHost[]>(known);
  const save = useRouteMutation(setHosts, { success: t('saved') });
  const set = (index: number, change: Partial<AllowedHost>) =>
    setState(hosts.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const wrong = hosts.some((one) => !HOST.test(one.host));
  const changed = JSON.stringify(hosts) !== JSON.stringify(known);
  return (
    <div className="card">
      <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={t('hosts.warn')} />
      {hosts.length === 0 ? <Empty description={t('hosts.none')} /> : null}
      <Flex vertical gap={8}>
        {hosts.map((one, index) => (
          <div
            key={index}
            style={{
              display: 'grid',
              gap: 8,
              gridTemplateColumns: 'repeat(auto-fit, minmax(min(150px, 100%), 1fr))',
            }}
          >
            <Input
              aria-label={t('hosts.host')}
              placeholder="10.0.0.8"
              className="mono"
              maxLength={120}
              status={one.host !== '' && !HOST.test(one.host) ? 'error' : ''}
              value={one.host}
              onChange={(event) => set(index, { host: event.target.value.trim() })}
            />
            <InputNumber
              aria-label={t('hosts.port')}
              min={1}
              max={65_535}
              precision={0}
              style={{ width: '100%' }}
              value={one.port}
              onChange={(port) => set(index, { port: port ?? 443 })}
            />
            <Input
              aria-label={t('hosts.noteOf')}
              placeholder={t('hosts.noteOf')}
              maxLength={200}
              value={one.note}
              onChange={(event) => set(index, { note: event.target.value })}
            />
            <Button
              aria-label={t('hosts.removeOf', { host: one.host })}
              onClick={() => setState(hosts.filter((_, at) => at !== index))}
            >
              {t('remove')}
            </Button>
          </div>
        ))}
      </Flex>
      <div className="filters" style={{ marginTop: 12 }}>
        <Button
          disabled={hosts.length >= MOST}
          onClick={() => setState([...hosts, { host: '', port: 443, note: '' }])}
        >
          {t('hosts.add')}
        </Button>
        <Button
          type="primary"
          disabled={!changed || wrong}
          loading={save.isPending}
          onClick={() => save.mutate({ body: { hosts } })}
        >
          {t('editor.save')}
        </Button>
      </div>
    </div>
  );
}
