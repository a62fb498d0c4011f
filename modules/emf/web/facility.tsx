import { Link, useParams } from '@tanstack/react-router';
import { Page, QueryState, useMay, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { Button, Card, Descriptions, Flex, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  bandWords,
  type FacilityDetail,
  getFacility,
  listDutyRules,
  listInstruments,
  type Method,
  percentWords,
  type RegisteredInstrument,
} from '../contract.ts';
import { FacilityDialog } from './facility-dialog.tsx';
import { MeasurementDialog } from './measurement-dialog.tsx';
import { MeasurementList } from './measurement-list.tsx';
import { Light, NewestOf, Simulated } from './words.tsx';

/** One facility: what it is, what it owes, what was measured of it. */
export default function FacilityPage(): ReactNode {
  const t = useText('emf');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getFacility, { params: { id: Number(id) } });
  const one = query.data as FacilityDetail | undefined;
  return (
    <Page
      title={one?.name ?? t('menu.facilities')}
      note={one ? `${one.code} · ${t(`kind.${one.kind}`)} · ${one.owner}` : ''}
      extra={one ? <Acts one={one} /> : null}
    >
      <p>
        <Link to={'/emf/facilities' as string}>← {t('menu.facilities')}</Link>
      </p>
      <QueryState query={query}>
        {one ? (
          <Flex vertical gap={16}>
            <Facts one={one} />
            <Together one={one} />
            <Card size="small" title={t('facility.measurements')}>
              <MeasurementList facility={one.id} />
            </Card>
          </Flex>
        ) : null}
      </QueryState>
    </Page>
  );
}

function Acts({ one }: { one: FacilityDetail }): ReactNode {
  const t = useText('emf');
  const may = useMay();
  const rules = useRouteQuery(listDutyRules);
  const methods = (rules.data?.methods ?? []) as Method[];
  const register = useRouteQuery(listInstruments, { query: {} });
  const instruments = (register.data?.instruments ?? []) as RegisteredInstrument[];
  const [open, setOpen] = useState<'change' | 'measure' | null>(null);
  return (
    <>
      <Simulated when={one.simulated} />
      <NewestOf one={one} />
      {may('emf.manage', one.unitPath) ? (
        <>
          <Button onClick={() => setOpen('change')}>{t('facility.change')}</Button>
          {one.state === 'in-use' && register.data ? (
            <Button type="primary" onClick={() => setOpen('measure')}>
              {t('measurement.add')}
            </Button>
          ) : null}
        </>
      ) : null}
      {open === 'change' ? <FacilityDialog of={one} onClose={() => setOpen(null)} /> : null}
      {open === 'measure' ? (
        <MeasurementDialog
          of={one}
          own={false}
          methods={methods}
          instruments={instruments}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  );
}

function Facts({ one }: { one: FacilityDetail }): ReactNode {
  const t = useText('emf');
  const unitName = useUnitName();
  const figure = (value: number | null, unit: string) => (value === null ? '—' : `${value} ${unit}`);
  const item = (key: string, children: ReactNode) => ({ key, label: t(`field.${key}`), children });
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        item('unit', unitName(one.unitPath, 'line')),
        item('uscc', one.uscc),
        item('facilityClass', one.facilityClass ? t(`class.${one.facilityClass}`) : '—'),
        item('state', `${t(`facilityState.${one.state}`)} · ${t('field.since')} ${one.since}`),
        item('bands', one.bands.map(bandWords).join('、')),
        item('powerW', figure(one.powerW, 'W')),
        item('heightM', figure(one.heightM, 'm')),
        item('azimuth', one.azimuth === null ? '—' : `${one.azimuth}° / ${one.beam ?? '—'}°`),
        item('place', one.place || '—'),
        item('position', one.lon === null ? '—' : `${one.lon}, ${one.lat}`),
        item('site', one.site || '—'),
        item('public', `${t(one.public ? 'yes' : 'no')} · ${t(`publicPlace.${one.publicPlace}`)}`),
        item(
          'fence',
          one.fenced === null ? (
            `${t(one.fence ? 'yes' : 'no')} / ${t(one.signs ? 'yes' : 'no')}`
          ) : (
            <Tag color={one.fenced ? 'green' : 'red'}>
              {t(one.fenced ? 'facility.fenced' : 'facility.unfenced')}
            </Tag>
          ),
        ),
        item(
          'duty',
          one.duty ? (
            <>
              {one.duty.due} <Light light={one.duty.light} /> <span className="muted">{one.duty.source}</span>
            </>
          ) : (
            '—'
          ),
        ),
      ]}
    />
  );
}

function Together({ one }: { one: FacilityDetail }): ReactNode {
  const t = useText('emf');
  if (one.together.length === 0) return null;
  return (
    <Card size="small" title={t('facility.together')}>
      {one.together.map(({ id, name, percent, upperBound }) => (
        <div key={id}>
          <Link to={`/emf/facilities/${id}` as string}>{name}</Link> {percentWords(percent, upperBound)}
        </div>
      ))}
    </Card>
  );
}
