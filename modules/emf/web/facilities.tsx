import { useNavigate } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  choiceFilter,
  FilterBar,
  flagFilter,
  ListTable,
  Page,
  SheetDialog,
  textFilter,
  unitFilter,
  useList,
  useMay,
  useText,
} from '@tarim/ui';
import { type MapPoint, PointMap } from '@tarim/ui/map';
import { Button, Card, Flex } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import {
  FACILITY_CLASSES,
  FACILITY_KINDS,
  FACILITY_STATES,
  type Facility,
  facilityTemplate,
  importFacilities,
  listFacilities,
  percentWords,
} from '../contract.ts';
import { FacilityDialog } from './facility-dialog.tsx';
import { useFacilityColumns } from './facility-table.tsx';
import { OwnFacilities } from './own.tsx';
import { Simulated, VERDICT_COLOURS } from './words.tsx';

/** 电磁设施: the register with a map, or for people of an enterprise what is their own. */
export default function FacilitiesPage(): ReactNode {
  return useMay('emf.read') ? <Facilities /> : <OwnFacilities />;
}

function Facilities(): ReactNode {
  const t = useText('emf');
  const may = useMay();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'new' | 'import' | null>(null);
  const choose = <T extends string>(label: string, values: readonly T[], word: string) =>
    choiceFilter(t(label), values, (one) => t(`${word}.${one}`), { width: 150 });
  const list = useList(listFacilities, {
    filters: {
      unit: unitFilter(t('field.unit'), { width: 220 }),
      kind: choose('field.kind', FACILITY_KINDS, 'kind'),
      facilityClass: choose('field.facilityClass', FACILITY_CLASSES, 'class'),
      state: choose('field.state', FACILITY_STATES, 'facilityState'),
      overdue: flagFilter(t('facilities.overdue')),
      text: textFilter(t('field.name'), { width: 200 }),
    },
    by: 'after',
    rows: ({ facilities }) => facilities as Facility[],
  });
  const { data } = list.query;
  const points = useMemo(
    () => ((data?.facilities ?? []) as Facility[]).flatMap((one) => pointOf(one, t)),
    [data, t],
  );
  const columns = useFacilityColumns();
  const close = () => setOpen(null);
  return (
    <Page
      title={t('menu.facilities')}
      note={t('facilities.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          {may('emf.manage') ? (
            <>
              <Button onClick={() => setOpen('import')}>{t('facilities.import')}</Button>
              <Button type="primary" onClick={() => setOpen('new')}>
                {t('facilities.add')}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <FilterBar of={list} />
      <Flex vertical gap={16}>
        <Card size="small" title={t('facilities.map')}>
          <PointMap
            points={points}
            height={340}
            note={t('facilities.mapNote')}
            onSelect={(id) => void navigate({ to: `/emf/facilities/${id}` as string })}
          />
        </Card>
        <div>
          <ListTable
            name={t('menu.facilities')}
            list={list}
            width={1000}
            empty={t('facilities.none')}
            columns={columns}
          />
        </div>
      </Flex>
      {open === 'new' ? <FacilityDialog onClose={close} /> : null}
      {open === 'import' ? (
        <SheetDialog
          title={t('facilities.import')}
          def={importFacilities}
          template={urlOf(facilityTemplate)}
          accept=".xlsx,.csv"
          onClose={close}
        />
      ) : null}
    </Page>
  );
}

function pointOf(one: Facility, t: (key: string) => string): MapPoint[] {
  if (one.lon === null || one.lat === null) return [];
  const verdict = one.newest?.verdict ?? 'not-judged';
  const percent = percentWords(one.newest?.percent ?? null, one.newest?.upperBound ?? false);
  const title = `${one.name} · ${t(`verdict.${verdict}`)} ${percent}`;
  return [
    { id: one.id, lon: one.lon, lat: one.lat, colour: VERDICT_COLOURS[verdict], title, beat: one.open > 0 },
  ];
}
