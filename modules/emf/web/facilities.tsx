import { useNavigate } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  CursorPager,
  Page,
  QueryState,
  SheetDialog,
  UnitSelect,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { type MapPoint, PointMap } from '@tarim/ui/map';
import { Button, Card, Checkbox, Flex, Input, Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import {
  FACILITY_CLASSES,
  FACILITY_KINDS,
  FACILITY_STATES,
  type Facility,
  type FacilityClass,
  type FacilityKind,
  type FacilityState,
  facilityTemplate,
  importFacilities,
  listFacilities,
  percentWords,
} from '../contract.ts';
import { FacilityDialog } from './facility-dialog.tsx';
import { FacilityTable } from './facility-table.tsx';
import { OwnFacilities } from './own.tsx';
import { Simulated, VERDICT_COLOURS } from './words.tsx';

interface Filters {
  readonly unit?: string | undefined;
  readonly kind?: FacilityKind | undefined;
  readonly facilityClass?: FacilityClass | undefined;
  readonly state?: FacilityState | undefined;
  readonly overdue?: boolean | undefined;
  readonly text?: string | undefined;
}

/** 电磁设施: the register with a map, or for people of an enterprise what is their own. */
export default function FacilitiesPage(): ReactNode {
  return useMay('emf.read') ? <Facilities /> : <OwnFacilities />;
}

function Facilities(): ReactNode {
  const t = useText('emf');
  const may = useMay();
  const navigate = useNavigate();
  const at = useCursor<number>();
  const [filters, setFilters] = useState<Filters>({});
  const [open, setOpen] = useState<'new' | 'import' | null>(null);
  const query = useRouteQuery(listFacilities, { query: { ...filters, after: at.cursor } });
  const rows = (query.data?.facilities ?? []) as Facility[];
  const points = useMemo(() => rows.flatMap((one) => pointOf(one, t)), [rows, t]);
  const filter = (more: Filters) => {
    setFilters({ ...filters, ...more });
    at.reset();
  };
  const close = () => setOpen(null);
  return (
    <Page
      title={t('menu.facilities')}
      note={t('facilities.note')}
      extra={
        <>
          <Simulated when={rows.some(({ simulated }) => simulated)} />
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
      <FilterBar onFilter={filter} unit={filters.unit} />
      <QueryState query={query}>
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
            <FacilityTable rows={rows} sortable={at.whole(query.data?.after)} />
            <CursorPager at={at} next={query.data?.after} busy={query.isPlaceholderData} />
          </div>
        </Flex>
      </QueryState>
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

function FilterBar({
  unit,
  onFilter,
}: {
  unit: string | undefined;
  onFilter: (more: Filters) => void;
}): ReactNode {
  const t = useText('emf');
  const choose = <T extends string>(
    label: string,
    values: readonly T[],
    word: string,
    set: (one?: T) => void,
  ) => (
    <Select<T>
      allowClear
      aria-label={t(label)}
      placeholder={t(label)}
      style={{ width: 150 }}
      onChange={set}
      options={values.map((value) => ({ value, label: t(`${word}.${value}`) }))}
    />
  );
  return (
    <div className="filters">
      <UnitSelect
        allowClear
        aria-label={t('field.unit')}
        placeholder={t('field.unit')}
        style={{ width: 220 }}
        {...(unit ? { value: unit } : {})}
        onChange={(chosen) => onFilter({ unit: chosen })}
      />
      {choose('field.kind', FACILITY_KINDS, 'kind', (kind) => onFilter({ kind }))}
      {choose('field.facilityClass', FACILITY_CLASSES, 'class', (one) => onFilter({ facilityClass: one }))}
      {choose('field.state', FACILITY_STATES, 'facilityState', (state) => onFilter({ state }))}
      <Checkbox onChange={({ target }) => onFilter({ overdue: target.checked || undefined })}>
        {t('facilities.overdue')}
      </Checkbox>
      <Input.Search
        allowClear
        aria-label={t('field.name')}
        placeholder={t('field.name')}
        style={{ width: 200 }}
        onSearch={(text) => onFilter({ text: text.trim() || undefined })}
      />
    </div>
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
