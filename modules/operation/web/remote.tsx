import { Link } from '@tanstack/react-router';
import { useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { App, Button, Empty, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  listRemoteChecks,
  type OutletPart,
  REMOTE_KINDS,
  type RemoteCheck,
  startRemoteCheck,
} from '../contract.ts';

const COLOURS = { queued: 'default', running: 'blue', done: 'green', failed: 'red' } as const;

/** Calibration by reverse command: asked for with a confirmation, followed step by step, each step with its frame. */
export function Remote({ outlet }: { outlet: OutletPart }): ReactNode {
  const t = useText('operation');
  const { modal } = App.useApp();
  const may = useMay('operation.remote', outlet.unitPath);
  const list = useRouteQuery(listRemoteChecks, { params: { id: outlet.id } }, { refetchMs: 2_000 });
  const [code, setCode] = useState<string | undefined>();
  const [kind, setKind] = useState<(typeof REMOTE_KINDS)[number]>('zero');
  const start = useRouteMutation(startRemoteCheck, { success: t('remote.sent') });
  const codes = list.data?.codes ?? [];
  const chosen = code ?? codes[0];
  const ask = () =>
    modal.confirm({
      title: t('remote.confirm', { what: t(`remote.${kind}`), code: chosen ?? '' }),
      content: t('remote.warning'),
      okButtonProps: { danger: true },
      onOk: () => start.mutate({ params: { id: outlet.id }, body: { code: chosen!, kind } }),
    });
  return (
    <>
      {may && codes.length > 0 ? (
        <div className="filters">
          <Select
            style={{ minWidth: 120 }}
            aria-label={t('item')}
            value={chosen}
            onChange={setCode}
            options={codes.map((value) => ({ value, label: value }))}
          />
          <Select
            style={{ minWidth: 160 }}
            aria-label={t('kind')}
            value={kind}
            onChange={setKind}
            options={REMOTE_KINDS.map((value) => ({ value, label: t(`remote.${value}`) }))}
          />
          <Button danger loading={start.isPending} onClick={ask}>
            {t('remote.start')}
          </Button>
        </div>
      ) : null}
      {list.data && codes.length === 0 ? <p className="muted">{t('remote.not')}</p> : null}
      {list.data?.checks.length === 0 ? <Empty description={t('remote.none')} /> : null}
      {list.data?.checks.map((one) => (
        <OneCheck key={one.id} check={one} />
      ))}
    </>
  );
}

function OneCheck({ check }: { check: RemoteCheck }): ReactNode {
  const t = useText('operation');
  return (
    <div className="card" style={{ marginBottom: 12 }}>
      <b>
        {check.code} {t(`remote.${check.kind}`)}
      </b>{' '}
      <Tag color={COLOURS[check.state]}>{t(`remote.${check.state}`)}</Tag>
      <span className="muted">
        {check.by} · {check.at.slice(0, 16).replace('T', ' ')}
        {check.recordId === null ? '' : ` · ${t('remote.kept', { id: check.recordId })}`}
      </span>
      <ul className="steps">
        {check.steps.map((step, index) => (
          <li key={index}>
            <span className="muted">{step.at?.slice(11, 19)}</span> {step.text}{' '}
            {step.lsn === null ? null : (
              <Link to={`/frames/${step.lsn}` as string}>{t('parameters.frame')}</Link>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
