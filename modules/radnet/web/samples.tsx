import { Link } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  Page,
  QueryState,
  UnitSelect,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Card, Empty, Flex, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  listSamples,
  MEDIA,
  type Medium,
  type RadiationSample,
  SAMPLE_STATES,
  type SampleState,
} from '../contract.ts';
import { PlanDialog } from './plan-dialog.tsx';
import { Recalled, SampleTag } from './sample-words.tsx';
import { Simulated } from './words.tsx';

/** 辐射样品: samples of the yearly programme from the plan to publication. */
export default function SamplesPage(): ReactNode {
  const t = useText('radnet');
  const may = useMay();
  const unitName = useUnitName();
  const at = useCursor<number>();
  const [medium, setMedium] = useState<Medium | undefined>();
  const [state, setState] = useState<SampleState | undefined>();
  const [unit, setUnit] = useState<string | undefined>();
  const [planning, setPlanning] = useState(false);
  const query = useRouteQuery(listSamples, { query: { before: at.cursor, medium, state, unit } });
  const samples = (query.data?.samples ?? []) as RadiationSample[];
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      at.reset();
      set(value);
    };
  return (
    <Page
      title={t('menu.samples')}
      note={t('samples.note')}
      extra={
        <>
          <Simulated when={samples.some(({ simulated }) => simulated)} />
          {may('radnet.manage') ? (
            <Button type="primary" onClick={() => setPlanning(true)}>
              {t('samples.plan')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <Select<Medium>
          allowClear
          aria-label={t('field.medium')}
          placeholder={t('field.medium')}
          style={{ width: 160 }}
          value={medium}
          onChange={anew(setMedium)}
          options={MEDIA.map((one) => ({ value: one, label: t(`medium.${one}`) }))}
        />
        <Select<SampleState>
          allowClear
          aria-label={t('field.progress')}
          placeholder={t('field.progress')}
          style={{ width: 150 }}
          value={state}
          onChange={anew(setState)}
          options={SAMPLE_STATES.map((one) => ({ value: one, label: t(`sample.${one}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 260 }}
          value={unit}
          onChange={anew(setUnit)}
        />
      </div>
      <QueryState query={query}>
        <Flex vertical gap={16}>
          <div>
            <DataTable<RadiationSample>
              name={t('menu.samples')}
              sortable={at.whole(query.data?.before)}
              rowKey="id"
              pagination={false}
              scroll={{ x: 900 }}
              dataSource={samples}
              locale={{ emptyText: <Empty description={t('samples.none')} /> }}
              columns={[
                {
                  title: t('field.number'),
                  value: (row) => row.number,
                  render: (_, row) => <Link to={`/radnet/samples/${row.id}` as string}>{row.number}</Link>,
                },
                { title: t('field.medium'), value: (row) => t(`medium.${row.medium}`) },
                { title: t('field.place'), dataIndex: 'place' },
                { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
                { title: t('field.indicators'), value: (row) => row.indicators.join('、') },
                { title: t('field.plannedOn'), dataIndex: 'plannedOn' },
                {
                  title: t('field.progress'),
                  value: (row) => t(`sample.${row.state}`),
                  render: (_, row) => <SampleTag state={row.state} />,
                },
              ]}
            />
            <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
          </div>
          <Programme rows={query.data?.programme ?? []} />
        </Flex>
      </QueryState>
      {planning ? <PlanDialog onClose={() => setPlanning(false)} /> : null}
    </Page>
  );
}

interface Row {
  readonly medium: string;
  readonly frequency: string;
  readonly measured: string;
  readonly confidence: string;
}

/** What the standard is said to ask for: recalled, and marked so. */
function Programme({ rows }: { rows: readonly Row[] }): ReactNode {
  const t = useText('radnet');
  return (
    <Card size="small" title={t('programme.title')}>
      <p className="muted">{t('programme.note')}</p>
      <DataTable<Row>
        name={t('programme.title')}
        rowKey="medium"
        pagination={false}
        exported={false}
        dataSource={[...rows]}
        columns={[
          { title: t('field.medium'), dataIndex: 'medium' },
          { title: t('programme.frequency'), dataIndex: 'frequency' },
          { title: t('field.indicators'), dataIndex: 'measured' },
          {
            title: t('programme.confidence'),
            value: (row) => row.confidence,
            render: (_, row) => <Recalled confidence={row.confidence} />,
          },
        ]}
      />
    </Card>
  );
}
