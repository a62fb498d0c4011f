import { DataTable, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Button, Card, Empty, Flex, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import {
  addOwnReading,
  addPerson,
  addReading,
  changePerson,
  type Person,
  type PersonInput,
  type UnitDetail,
} from '../contract.ts';
import { type Field, FieldsDialog } from './fields-dialog.tsx';
import { figureText } from './words.tsx';

type Open = { readonly of: 'new' } | { readonly of: 'reading' | 'change'; readonly person: Person };
/** Five times the mean of 20 mSv (GB 18871-2002 B1.1.1). */
const FIVE_YEARS = 100;

/** People with what their doses say; doses are shown to whoever manages the unit. */
export function People({ unit, own = false }: { unit: UnitDetail; own?: boolean }): ReactNode {
  const t = useText('radiation');
  const may = useMay();
  const manages = !own && may('radiation.manage', unit.unitPath);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const seen = unit.staff.filter(({ doses }) => doses !== null && doses.readings.length > 0);
  return (
    <Card
      size="small"
      title={t('unit.people')}
      extra={
        manages ? (
          <Button size="small" onClick={() => setOpen({ of: 'new' })}>
            {t('unit.addPerson')}
          </Button>
        ) : null
      }
    >
      {manages || own ? null : <p className="muted">{t('unit.dosesHidden')}</p>}
      <DataTable<Person>
        name={t('unit.people')}
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: 800 }}
        dataSource={unit.staff as Person[]}
        locale={{ emptyText: <Empty description={t('none')} /> }}
        columns={[
          { title: t('field.person'), dataIndex: 'name' },
          { title: t('field.post'), dataIndex: 'post' },
          { title: t('field.examCertificate'), value: (row) => row.examCertificate || '—' },
          { title: t('field.examTo'), value: (row) => row.examTo ?? '—', className: 'nowrap' },
          { title: t('field.active'), value: (row) => t(row.active ? 'yes' : 'no') },
          {
            title: t('field.fiveYears'),
            value: (row) => figureText(row.doses?.fiveYears ?? null),
            align: 'right',
          },
          {
            title: t('field.findings'),
            value: (row) => (row.doses?.findings ?? []).map((one) => findingText(t, one)).join('；'),
            render: (_, row) => <Findings person={row} />,
          },
          {
            title: '',
            render: (_, row) => (
              <Flex gap={4}>
                {manages || own ? (
                  <Button size="small" onClick={() => setOpen({ of: 'reading', person: row })}>
                    {t('unit.addReading')}
                  </Button>
                ) : null}
                {manages ? (
                  <Button size="small" onClick={() => setOpen({ of: 'change', person: row })}>
                    {t('unit.changePerson')}
                  </Button>
                ) : null}
              </Flex>
            ),
          },
        ]}
      />
      {seen.length > 0 ? <DoseBars people={seen} /> : null}
      {open?.of === 'reading' ? <AddReading person={open.person} own={own} onClose={close} /> : null}
      {open?.of === 'new' || open?.of === 'change' ? (
        <PersonDialog unitId={unit.id} person={open.of === 'change' ? open.person : null} onClose={close} />
      ) : null}
    </Card>
  );
}

const findingText = (
  t: ReturnType<typeof useText>,
  { kind, period, value, limit }: NonNullable<Person['doses']>['findings'][number],
): string => t(`finding.${kind}`, { period, value: figureText(value), limit: figureText(limit) });

function Findings({ person }: { person: Person }): ReactNode {
  const t = useText('radiation');
  return (
    <Flex vertical gap={4}>
      {(person.doses?.findings ?? []).map((one) => (
        <span key={`${one.kind}${one.period}${one.limit}`}>
          <Tag color={one.kind === 'limit' ? 'red' : 'gold'}>{findingText(t, one)}</Tag>
        </span>
      ))}
    </Flex>
  );
}

const ROW_PX = 30;
const EDGE_PX = 60;

/** Doses of the last five years, stacked by year, against five times the mean. */
function DoseBars({ people }: { people: readonly Person[] }): ReactNode {
  const t = useText('radiation');
  const years = useMemo(
    () => [...new Set(people.flatMap(({ doses }) => doses!.years.map(({ year }) => year)))].sort().slice(-5),
    [people],
  );
  const of = (person: Person, year: number) => person.doses!.years.find((one) => one.year === year)?.mSv ?? 0;
  const option = {
    grid: { left: 8, right: 40, top: 30, bottom: 8, containLabel: true },
    legend: { top: 0 },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: { type: 'value', max: (range: { max: number }) => Math.max(range.max, FIVE_YEARS) },
    yAxis: { type: 'category', inverse: true, data: people.map(({ name }) => name) },
    series: years.map((year, i) => ({
      name: String(year),
      type: 'bar',
      stack: 'dose',
      barMaxWidth: 14,
      data: people.map((person) => of(person, year)),
      ...(i === 0
        ? {
            markLine: {
              symbol: 'none',
              lineStyle: { color: '#b3261e' },
              label: { formatter: t('doses.limit5') },
              data: [{ xAxis: FIVE_YEARS }],
            },
          }
        : {}),
    })),
  };
  return (
    <Chart
      option={option}
      height={EDGE_PX + people.length * ROW_PX}
      label={t('doses.chart')}
      table={{
        head: [t('field.person'), ...years.map(String)],
        rows: people.map((person) => [person.name, ...years.map((year) => of(person, year))]),
      }}
    />
  );
}

function AddReading({
  person,
  own,
  onClose,
}: {
  person: Person;
  own: boolean;
  onClose: () => void;
}): ReactNode {
  const t = useText('radiation');
  const add = useRouteMutation(own ? addOwnReading : addReading, {
    success: t('unit.saved'),
    onSuccess: onClose,
  });
  return (
    <FieldsDialog
      title={`${t('unit.addReading')} · ${person.name}`}
      busy={add.isPending}
      onClose={onClose}
      fields={[
        { name: 'from', label: t('field.from'), kind: 'day', required: true },
        { name: 'to', label: t('field.to'), kind: 'day', required: true },
        { name: 'mSv', label: t('field.mSv'), kind: 'number', required: true },
      ]}
      onSend={(body) => add.mutate({ params: { id: person.id }, body })}
    />
  );
}

function PersonDialog({
  unitId,
  person,
  onClose,
}: {
  unitId: number;
  person: Person | null;
  onClose: () => void;
}): ReactNode {
  const t = useText('radiation');
  const done = { success: t('unit.saved'), onSuccess: onClose };
  const add = useRouteMutation(addPerson, done);
  const change = useRouteMutation(changePerson, done);
  const text = (name: keyof PersonInput & string, label: string, required: boolean): Field => ({
    name,
    label,
    kind: 'text',
    required,
    initial: person?.[name] ?? '',
  });
  return (
    <FieldsDialog
      title={person ? `${t('unit.changePerson')} · ${person.name}` : t('unit.addPerson')}
      busy={add.isPending || change.isPending}
      onClose={onClose}
      fields={[
        text('name', t('field.person'), true),
        text('post', t('field.post'), true),
        text('examCertificate', t('field.examCertificate'), false),
        {
          name: 'examTo',
          label: t('field.examTo'),
          kind: 'day',
          ahead: true,
          initial: person?.examTo ?? null,
        },
        { name: 'active', label: t('field.active'), kind: 'switch', initial: person?.active ?? true },
      ]}
      onSend={(body) =>
        person
          ? change.mutate({ params: { id: person.id }, body })
          : add.mutate({ params: { id: unitId }, body })
      }
    />
  );
}
