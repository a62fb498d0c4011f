import { DataTable, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Button, Card, Empty, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  type AnnualReport,
  actOnReport,
  fileOwnReport,
  ITEMS,
  type ReportAct,
  type UnitDetail,
} from '../contract.ts';
import { FieldsDialog } from './fields-dialog.tsx';
import { LightTag, ReportTag } from './words.tsx';

interface Open {
  readonly act: ReportAct['act'];
  readonly report: AnnualReport;
}

/** 年度评估报告: what is owed, how it stands, and its nine items. */
export function Reports({ unit, own = false }: { unit: UnitDetail; own?: boolean }): ReactNode {
  const t = useText('radiation');
  const may = useMay();
  const [open, setOpen] = useState<Open | null>(null);
  const files = own || may('radiation.manage', unit.unitPath);
  const judges = !own && may('radiation.approve', unit.unitPath);
  const acts = ({ state }: AnnualReport): ReportAct['act'][] => [
    ...(files && state !== 'filed' && state !== 'passed' ? (['file'] as const) : []),
    ...(judges && state === 'filed' ? (['return', 'pass'] as const) : []),
  ];
  return (
    <Card size="small" title={t('report.title')}>
      <DataTable<AnnualReport>
        name={t('report.title')}
        rowKey="year"
        pagination={false}
        scroll={{ x: 640 }}
        dataSource={unit.reports as AnnualReport[]}
        locale={{ emptyText: <Empty description={t('report.none')} /> }}
        expandable={{
          rowExpandable: ({ items }) => items !== null,
          expandedRowRender: ({ items }) => (
            <ul>
              {ITEMS.map((item) => (
                <li key={item}>
                  <b>{t(`report.${item}`)}</b> {items?.[item]}
                </li>
              ))}
            </ul>
          ),
        }}
        columns={[
          { title: t('field.year'), dataIndex: 'year' },
          {
            title: t('field.state'),
            value: (row) => t(`reportState.${row.state}`),
            render: (_, row) => <ReportTag state={row.state} />,
          },
          { title: t('field.due'), value: (row) => row.clock.due, className: 'nowrap' },
          {
            title: t('field.clock'),
            value: (row) => t(`light.${row.clock.light}`),
            render: (_, row) => <LightTag clock={row.clock} />,
          },
          {
            title: t('field.step'),
            value: (row) =>
              row.steps.map(({ act, by }) => `${t(`reportAct.${act.act}`)} ${act.on} ${by}`).join('；') ||
              '—',
          },
          {
            title: '',
            render: (_, row) => (
              <Flex gap={4}>
                {acts(row).map((act) => (
                  <Button key={act} size="small" onClick={() => setOpen({ act, report: row })}>
                    {t(`report.${act}`)}
                  </Button>
                ))}
              </Flex>
            ),
          },
        ]}
      />
      {open ? <ReportDialog unitId={unit.id} own={own} open={open} onClose={() => setOpen(null)} /> : null}
    </Card>
  );
}

function ReportDialog({
  unitId,
  own,
  open: { act, report },
  onClose,
}: {
  unitId: number;
  own: boolean;
  open: Open;
  onClose: () => void;
}): ReactNode {
  const t = useText('radiation');
  const done = { success: t(act === 'file' ? 'report.filed' : 'report.done'), onSuccess: onClose };
  const step = useRouteMutation(actOnReport, done);
  const file = useRouteMutation(fileOwnReport, done);
  const send = own ? file : step;
  const items = ITEMS.map((item) => ({
    name: item,
    label: t(`report.${item}`),
    kind: 'long' as const,
    required: true,
    initial: report.items?.[item] ?? '',
  }));
  return (
    <FieldsDialog
      title={`${t(`report.${act}`)} · ${report.year}`}
      busy={send.isPending}
      onClose={onClose}
      fields={[
        { name: 'on', label: t('field.on'), kind: 'day', required: true },
        ...(act === 'file'
          ? items
          : [{ name: 'document', label: t('field.document'), kind: 'text' as const, required: true }]),
      ]}
      onSend={({ on, document, ...rest }) =>
        send.mutate({
          params: { id: unitId, year: report.year },
          body: act === 'file' ? { act, on, items: rest } : { act, on, document },
        })
      }
    />
  );
}
