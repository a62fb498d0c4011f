import { Link, useParams } from '@tanstack/react-router';
import {
  DataTable,
  formatNumber,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Card, DatePicker, Flex, Form, InputNumber, Modal, Switch } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import {
  addWellDay,
  type ControlLimit,
  getWell,
  INDICATOR_UNITS,
  WELL_INDICATORS,
  type WellDay,
  type WellDetail,
} from '../contract.ts';
import { Recalled } from './sample-words.tsx';
import { WellTag } from './well-words.tsx';
import { Simulated } from './words.tsx';

/** One well: its limits, and each sampling against them. */
export default function WellPage(): ReactNode {
  const t = useText('radnet');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getWell, { params: { id: Number(id) } });
  const one = query.data;
  return (
    <Page
      title={one ? `${one.facility} ${one.name}` : t('uranium.wells')}
      note={one ? t(`ring.${one.ring}`) : ''}
      extra={
        one ? (
          <>
            <Simulated when={one.simulated} />
            <WellTag state={one.state} />
          </>
        ) : null
      }
    >
      <p>
        <Link to={'/radnet/uranium' as string}>← {t('menu.uranium')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
    </Page>
  );
}

function Content({ one }: { one: WellDetail }): ReactNode {
  const t = useText('radnet');
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const { rule } = one;
  return (
    <Flex vertical gap={16}>
      <Card size="small" title={t('well.limits')}>
        <p>
          {t('well.rule', {
            k: rule.deviations,
            least: rule.least,
            n: rule.indicators,
            percent: rule.alonePercent,
          })}{' '}
          <small className="muted">{rule.code}</small> <Recalled confidence={rule.confidence} />
        </p>
        <DataTable<ControlLimit>
          name={t('well.limits')}
          rowKey="indicator"
          pagination={false}
          dataSource={one.limits as ControlLimit[]}
          columns={[
            {
              title: t('field.indicators'),
              value: (row) => `${row.indicator} (${INDICATOR_UNITS[row.indicator]})`,
            },
            { title: t('field.samplings'), value: (row) => row.n },
            { title: t('field.mean'), value: (row) => formatNumber(row.mean, 4) },
            { title: t('field.sd'), value: (row) => formatNumber(row.sd, 4) },
            { title: t('field.controlLimit'), value: (row) => formatNumber(row.limit, 4) },
          ]}
        />
      </Card>
      <Card
        size="small"
        title={t('well.days')}
        extra={
          may('radnet.manage', one.unitPath) ? (
            <Button size="small" onClick={() => setAdding(true)}>
              {t('well.add')}
            </Button>
          ) : null
        }
      >
        <DataTable<WellDay>
          name={t('well.days')}
          rowKey="on"
          pagination={false}
          dataSource={[...(one.days as WellDay[])].reverse()}
          columns={[
            { title: t('field.on'), dataIndex: 'on' },
            { title: t('field.phase'), value: (row) => t(row.baseline ? 'well.baseline' : 'well.operation') },
            {
              title: t('field.result'),
              value: (row) =>
                row.values
                  .map(({ indicator, value }) => `${indicator} ${formatNumber(value, 4)}`)
                  .join(' · '),
            },
            { title: t('field.above'), value: (row) => row.above.join('、') },
            {
              title: t('field.state'),
              value: (row) => (row.state ? t(`well.${row.state}`) : ''),
              render: (_, row) => (row.state ? <WellTag state={row.state} /> : '—'),
            },
          ]}
        />
      </Card>
      {adding ? <DayDialog well={one.id} onClose={() => setAdding(false)} /> : null}
    </Flex>
  );
}

function DayDialog({ well, onClose }: { well: number; onClose: () => void }): ReactNode {
  const t = useText('radnet');
  const [form] = Form.useForm<{ on: Dayjs; baseline: boolean } & Record<string, number | null>>();
  const save = useRouteMutation(addWellDay, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('well.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ on: dayjs(), baseline: false }}
        onFinish={({ on, baseline, ...figures }) =>
          save.mutate({
            params: { id: well },
            body: {
              on: on.format('YYYY-MM-DD'),
              baseline,
              values: WELL_INDICATORS.flatMap((indicator) => {
                const value = figures[indicator];
                return value === null || value === undefined ? [] : [{ indicator, value }];
              }),
            },
          })
        }
      >
        <Form.Item name="on" label={t('field.on')} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="baseline" label={t('well.baseline')} valuePropName="checked">
          <Switch />
        </Form.Item>
        {WELL_INDICATORS.map((indicator) => (
          <Form.Item key={indicator} name={indicator} label={`${indicator} (${INDICATOR_UNITS[indicator]})`}>
            <InputNumber min={0} style={{ width: '100%' }} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}
