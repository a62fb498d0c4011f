import { Link } from '@tanstack/react-router';
import {
  DataTable,
  formatPercent,
  formatTime,
  instant,
  Page,
  QueryState,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  listThemeObjects,
  seeAlert,
  THEMES,
  type Theme,
  type ThemeAlert,
  type ThemeObject,
} from '../contract.ts';
import { ThemeDialog } from './theme-dialog.tsx';
import { ThemeDrawer } from './theme-drawer.tsx';
import { hectares, patchCode, Simulated } from './words.tsx';

/** 专题: registers of tailings ponds, dumps and risk sources of drinking water, and what changed about them. */
export default function ThemesPage(): ReactNode {
  const t = useText('redline');
  const may = useMay();
  const unitName = useUnitName();
  const [theme, setTheme] = useState<Theme | undefined>();
  const [unitPath, setUnit] = useState<string | undefined>();
  const [shown, setShown] = useState<number | null>(null);
  const [adding, setAdding] = useState(false);
  const query = useRouteQuery(listThemeObjects, { query: { theme, unitPath } });
  const objects = query.data?.objects ?? [];
  return (
    <Page
      title={t('themes.title')}
      note={t('themes.note')}
      extra={
        <>
          <Simulated when={objects.some((one) => one.simulated)} />
          {may('redline.record') ? <Button onClick={() => setAdding(true)}>{t('themes.add')}</Button> : null}
        </>
      }
    >
      <div className="filters">
        <Select<Theme>
          allowClear
          aria-label={t('field.theme')}
          placeholder={t('field.theme')}
          {...(theme ? { value: theme } : {})}
          onChange={setTheme}
          options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 220 }}
          {...(unitPath ? { value: unitPath } : {})}
          onChange={setUnit}
        />
      </div>
      <QueryState query={query}>
        <h4 className="section-title">{t('themes.alerts')}</h4>
        <Alerts alerts={query.data?.alerts ?? []} onObject={setShown} />
        <h4 className="section-title">{t('themes.register')}</h4>
        <DataTable<ThemeObject>
          name={t('themes.register')}
          rowKey="id"
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 900 }}
          dataSource={objects as ThemeObject[]}
          locale={{ emptyText: t('themes.none') }}
          columns={[
            {
              title: t('field.code'),
              value: (row) => row.code,
              render: (_, row) => (
                <Button type="link" style={{ padding: 0 }} onClick={() => setShown(row.id)}>
                  {row.code}
                </Button>
              ),
            },
            { title: t('areas.name'), dataIndex: 'name' },
            { title: t('field.theme'), value: (row) => t(`theme.${row.theme}`) },
            { title: t('field.unit'), value: (row) => unitName(row.unitPath, 'line') },
            { title: t('facts.owner'), value: (row) => row.facts.owner ?? '' },
            {
              title: t('facts.operation'),
              value: (row) => (row.facts.operation ? t(`operation.${row.facts.operation}`) : ''),
            },
            {
              title: t('patch.areaHa'),
              value: (row) => Math.round(row.areaM2 / 100) / 100,
            },
            {
              title: t('themes.water'),
              value: (row) => row.waterShare,
              render: (_, row) => formatPercent(row.waterShare),
            },
            { title: t('themes.observed'), dataIndex: 'observedOn' },
            {
              title: t('themes.openAlerts'),
              value: (row) => row.openAlerts,
              render: (_, row) => (row.openAlerts > 0 ? <b className="exceeds">{row.openAlerts}</b> : 0),
            },
          ]}
        />
      </QueryState>
      {shown === null ? null : <ThemeDrawer id={shown} onClose={() => setShown(null)} />}
      {adding ? <ThemeDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function Alerts({
  alerts,
  onObject,
}: {
  alerts: readonly ThemeAlert[];
  onObject: (id: number) => void;
}): ReactNode {
  const t = useText('redline');
  const may = useMay();
  const unitName = useUnitName();
  const [seen, setSeen] = useState<ThemeAlert | null>(null);
  const figure = (alert: ThemeAlert, value: number | null) =>
    value === null ? '—' : alert.kind === 'water-share' ? formatPercent(value) : hectares(value);
  return (
    <>
      <DataTable<ThemeAlert>
        name={t('themes.alerts')}
        rowKey="id"
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 760 }}
        dataSource={alerts as ThemeAlert[]}
        locale={{ emptyText: t('themes.noAlert') }}
        columns={[
          { title: t('field.theme'), value: (row) => t(`theme.${row.theme}`) },
          { title: t('themes.alert'), value: (row) => t(`alert.${row.kind}`) },
          {
            title: t('themes.about'),
            value: (row) => row.patchId ?? row.objectId,
            render: (_, row) =>
              row.patchId !== null ? (
                <Link to={`/redline/patches/${row.patchId}` as string}>{patchCode(row.patchId)}</Link>
              ) : (
                <Button type="link" style={{ padding: 0 }} onClick={() => onObject(row.objectId!)}>
                  {t('themes.object')}
                </Button>
              ),
          },
          { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
          {
            title: t('themes.change'),
            value: (row) => `${figure(row, row.before)} → ${figure(row, row.after)}`,
          },
          { title: t('themes.observed'), dataIndex: 'on' },
          { title: t('field.at'), value: (row) => instant(row.at), render: (_, row) => formatTime(row.at) },
          {
            title: '',
            render: (_, row) =>
              may('redline.handle', row.unitPath) ? (
                <Button size="small" onClick={() => setSeen(row)}>
                  {t('themes.see')}
                </Button>
              ) : null,
          },
        ]}
      />
      {seen ? <SeenDialog alert={seen} onClose={() => setSeen(null)} /> : null}
    </>
  );
}

function SeenDialog({ alert, onClose }: { alert: ThemeAlert; onClose: () => void }): ReactNode {
  const t = useText('redline');
  const [form] = Form.useForm<{ text: string }>();
  const send = useRouteMutation(seeAlert, { success: t('act.done'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('themes.see')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) => send.mutate({ params: { id: alert.id }, body })}
      >
        <Form.Item
          name="text"
          label={t('form.text')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('required') }]}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
