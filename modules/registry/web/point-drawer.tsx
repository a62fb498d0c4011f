import type { Static } from '@tarim/platform/contract';
import { QueryState, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Drawer, Tabs, Tag } from 'antd';
import type { ReactNode } from 'react';
import { getPoint } from '../contract.ts';
import { History } from './history.tsx';
import { PointDevices } from './point-devices.tsx';
import { PointForm } from './point-form.tsx';
import { PointInstruments } from './point-instruments.tsx';
import { PointLimits } from './point-limits.tsx';
import { PointParameters } from './point-parameters.tsx';
import './registry.css';

export type PointDetail = Static<NonNullable<typeof getPoint.response>>;

/** What a tab of a point needs: all that is registered of it, and whether the reader may change it. */
export interface PointTab {
  readonly detail: PointDetail;
  readonly writable: boolean;
}

/** One point: its own fields, devices, instruments, parameters, limits, history; without an id, a new one. */
export function PointDrawer({
  id,
  onClose,
  onCreated,
}: {
  readonly id: number | null;
  readonly onClose: () => void;
  readonly onCreated: (id: number) => void;
}): ReactNode {
  const t = useText('registry');
  const may = useMay();
  const query = useRouteQuery(getPoint, { params: { id: id ?? 0 } }, { enabled: id !== null });
  const detail = query.data;
  if (id === null)
    return (
      <Drawer open size={920} onClose={onClose} title={t('points.registerAPoint')}>
        <PointForm detail={null} onCreated={onCreated} writable={may('registry.write')} />
      </Drawer>
    );
  const tab = detail ? { detail, writable: may('registry.write', detail.point.unitPath) } : null;
  return (
    <Drawer
      open
      size={920}
      onClose={onClose}
      title={
        <>
          {detail?.point.name} {detail?.point.active === false ? <Tag>{t('value.closed')}</Tag> : null}
        </>
      }
    >
      <QueryState query={query}>
        {tab ? (
          <>
            {tab.writable ? null : <p className="muted">{t('form.readOnly')}</p>}
            <Tabs
              items={[
                {
                  key: 'point',
                  label: t('table.point'),
                  children: <PointForm {...tab} onCreated={onCreated} />,
                },
                {
                  key: 'devices',
                  label: count(t('table.device'), tab.detail.devices),
                  children: <PointDevices {...tab} />,
                },
                {
                  key: 'instruments',
                  label: count(t('table.instrument'), tab.detail.instruments),
                  children: <PointInstruments {...tab} />,
                },
                {
                  key: 'parameters',
                  label: count(t('table.point_parameter'), tab.detail.parameters),
                  children: <PointParameters {...tab} />,
                },
                {
                  key: 'limits',
                  label: count(t('table.point_limit'), tab.detail.limits),
                  children: <PointLimits {...tab} />,
                },
                { key: 'history', label: t('history.title'), children: <History pointId={id} /> },
              ]}
            />
          </>
        ) : null}
      </QueryState>
    </Drawer>
  );
}

const count = (title: string, rows: readonly unknown[]) =>
  rows.length === 0 ? title : `${title} ${rows.length}`;
