import { Link } from '@tanstack/react-router';
import {
  choiceFilter,
  DataTable,
  ListPage,
  unitFilter,
  useList,
  useMay,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Card } from 'antd';
import { type ReactNode, useState } from 'react';
import { listSamples, MEDIA, type RadiationSample, SAMPLE_STATES } from '../contract.ts';
import { PlanDialog } from './plan-dialog.tsx';
import { Recalled, SampleTag } from './sample-words.tsx';
import { Simulated } from './words.tsx';

/** 辐射样品: samples of the yearly programme from the plan to publication. */
export default function SamplesPage(): ReactNode {
  const t = useText('radnet');
  const may = useMay();
  const unitName = useUnitName();
  const [planning, setPlanning] = useState(false);
  const list = useList(listSamples, {
    filters: {
      medium: choiceFilter(t('field.medium'), MEDIA, (one) => t(`medium.${one}`), { width: 160 }),
      state: choiceFilter(t('field.progress'), SAMPLE_STATES, (one) => t(`sample.${one}`), { width: 150 }),
      unit: unitFilter(t('field.unit'), { width: 260 }),
    },
    by: 'before',
    rows: ({ samples }) => samples as RadiationSample[],
  });
  return (
    <ListPage
      title={t('menu.samples')}
      note={t('samples.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          {may('radnet.manage') ? (
            <Button type="primary" onClick={() => setPlanning(true)}>
              {t('samples.plan')}
            </Button>
          ) : null}
        </>
      }
      list={list}
      width={900}
      empty={t('samples.none')}
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
    >
      <Programme rows={list.query.data?.programme ?? []} />
      {planning ? <PlanDialog onClose={() => setPlanning(false)} /> : null}
    </ListPage>
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
    <Card size="small" style={{ marginTop: 16 }} title={t('programme.title')}>
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
