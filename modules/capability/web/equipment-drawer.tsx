import { formatTime, QueryState, useMay, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { Button, Descriptions, Drawer, Flex, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import { type EquipmentChange, type EquipmentDetail, getEquipment } from '../contract.ts';
import { ChangeDialog } from './equipment-form.tsx';
import { CalibrationTag, Simulated, StateTag } from './words.tsx';

/** A piece with everything that was ever said about it. */
export function EquipmentDrawer({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const t = useText('capability');
  const may = useMay();
  const [changing, setChanging] = useState(false);
  const query = useRouteQuery(getEquipment, { params: { id } });
  const piece = query.data;
  const changes =
    piece && piece.id === id && piece.state !== 'scrapped' && may('capability.manage', piece.unitPath);
  return (
    <Drawer
      open
      size={640}
      title={piece ? `${piece.name} · ${piece.serial}` : ''}
      onClose={onClose}
      extra={
        <Flex gap={8} align="center">
          <Simulated when={piece?.simulated ?? false} />
          {changes ? (
            <Button type="primary" onClick={() => setChanging(true)}>
              {t('equipment.change')}
            </Button>
          ) : null}
        </Flex>
      }
    >
      <QueryState query={query}>{piece ? <Facts piece={piece} /> : null}</QueryState>
      {changing && piece ? <ChangeDialog piece={piece} onClose={() => setChanging(false)} /> : null}
    </Drawer>
  );
}

function Facts({ piece }: { piece: EquipmentDetail }): ReactNode {
  const t = useText('capability');
  const unitName = useUnitName();
  const item = (key: string, label: string, children: ReactNode) => ({ key, label, children });
  return (
    <Flex vertical gap={16}>
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          item('u', t('field.unit'), unitName(piece.unitPath)),
          item('f', t('field.work'), t(`work.${piece.field}`)),
          item('i', t('field.item'), piece.item),
          item('k', t('field.kind'), t(`kind.${piece.kind}`)),
          item('m', t('field.model'), piece.model),
          item('b', t('field.boughtOn'), piece.boughtOn ?? '—'),
          item('s', t('field.state'), <StateTag state={piece.state} />),
          item('h', t('field.holder'), piece.holder || '—'),
          item('c', t('field.calibration'), <CalibrationTag calibration={piece.calibration} />),
          item('e', t('field.calibratedTo'), piece.calibratedTo ?? '—'),
          item('n', t('field.certificate'), piece.certificate || '—'),
          item('x', t('field.nextCheck'), piece.nextCheck ?? '—'),
        ]}
      />
      <b>{t('equipment.history')}</b>
      <Timeline
        items={piece.history.map((one) => ({ key: one.nth, content: <Change one={one} /> })).toReversed()}
      />
    </Flex>
  );
}

function Change({ one }: { one: EquipmentChange }): ReactNode {
  const t = useText('capability');
  const unitName = useUnitName();
  const facts = [
    one.holder && `${t('field.holder')} ${one.holder}`,
    one.lentTo && `${t('field.lentTo')} ${unitName(one.lentTo)} · ${t('field.lentUntil')} ${one.lentUntil}`,
    one.calibratedTo && `${t('field.calibratedTo')} ${one.calibratedTo} (${one.certificate})`,
    one.note,
  ].filter(Boolean);
  return (
    <>
      <b>{one.on}</b> <StateTag state={one.state} /> {facts.join(' · ')}
      <div className="muted">
        {one.by} · {formatTime(one.at)}
      </div>
    </>
  );
}
