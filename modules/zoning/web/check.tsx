import { urlOf } from '@tarim/platform/contract';
import {
  DataTable,
  Figure,
  formatNumber,
  Page,
  QueryState,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { OutlineMap } from '@tarim/ui/map';
import { Alert, Button, Form, Input, Select, Tag, Upload } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { type Check, getCheckPdf, listChecks, runCheck } from '../contract.ts';
import { said } from './said.ts';
import { siteOf } from './site-of.ts';

const COLOUR = { forbidden: 'red', manual: 'purple', restricted: 'orange', allowed: 'green' } as const;
const SYSTEMS = ['CGCS2000', 'WGS84', 'GCJ-02', 'BD-09'] as const;

interface Values {
  project: string;
  site: string;
  crs: (typeof SYSTEMS)[number];
  industry?: string;
  day?: string;
}

/** Site check (项目准入研判): a site and an industry against the plan of a day. */
export default function CheckPage(): ReactNode {
  const t = useText('zoning');
  const [form] = Form.useForm<Values>();
  const text = Form.useWatch('site', form) as string | undefined;
  const site = useMemo(() => siteOf(text ?? ''), [text]);
  const [shown, setShown] = useState<Check | null>(null);
  const query = useRouteQuery(listChecks, {});
  const run = useRouteMutation(runCheck, { onSuccess: setShown });
  const submit = ({ project, crs, industry, day }: Values) =>
    run.mutate({
      body: {
        project,
        geometry: site,
        crs,
        ...(industry ? { industry: industry.trim().toUpperCase() } : {}),
        ...(day ? { day } : {}),
      },
    });
  return (
    <Page title={t('check.title')} note={t('check.note')}>
      <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))' }}>
        <Form<Values>
          form={form}
          layout="vertical"
          className="card"
          initialValues={{ crs: 'CGCS2000' }}
          onFinish={submit}
        >
          <Form.Item name="project" label={t('check.project')} rules={[{ required: true, max: 200 }]}>
            <Input />
          </Form.Item>
          <Form.Item
            name="site"
            label={t('check.site')}
            extra={t('check.siteHint')}
            rules={[
              { required: true },
              {
                validator: async (_, value: string) => {
                  if (value && !siteOf(value)) throw new Error(t('check.siteWrong'));
                },
              },
            ]}
          >
            <Input.TextArea rows={5} />
          </Form.Item>
          <Upload
            accept=".geojson,.json"
            showUploadList={false}
            beforeUpload={async (file) => {
              form.setFieldValue('site', await file.text());
              await form.validateFields(['site']).catch(() => {});
              return Upload.LIST_IGNORE;
            }}
          >
            <Button>{t('check.file')}</Button>
          </Upload>
          <Form.Item name="crs" label={t('check.crs')} style={{ marginTop: 12 }}>
            <Select options={SYSTEMS.map((value) => ({ value, label: value }))} />
          </Form.Item>
          <Form.Item
            name="industry"
            label={t('check.industry')}
            rules={[{ pattern: /^[A-Ta-t]?\d{2,4}$/, message: t('check.industryWrong') }]}
          >
            <Input placeholder="C2611" />
          </Form.Item>
          <Form.Item name="day" label={t('check.day')}>
            <Input type="date" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={run.isPending}>
            {t('check.run')}
          </Button>
        </Form>
        <OutlineMap present={null} proposed={site} height={460} />
      </div>
      {shown ? <Answer check={shown} /> : null}
      <QueryState query={query}>
        <DataTable<Check>
          name={t('check.past')}
          rowKey="id"
          dataSource={[...(query.data?.checks ?? [])]}
          locale={{ emptyText: t('check.none') }}
          scroll={{ x: 700 }}
          columns={[
            { title: t('check.number'), dataIndex: 'id' },
            {
              title: t('check.project'),
              value: (row) => row.project,
              render: (_, row) => (
                <Button type="link" onClick={() => setShown(row)}>
                  {row.project}
                </Button>
              ),
            },
            {
              title: t('check.verdict'),
              value: (row) => t(`verdict.${row.verdict}`),
              render: (_, row) => <Tag color={COLOUR[row.verdict]}>{t(`verdict.${row.verdict}`)}</Tag>,
            },
            { title: t('check.version'), dataIndex: 'versionName' },
            { title: t('check.day'), dataIndex: 'day' },
            { title: t('check.by'), dataIndex: 'by' },
          ]}
        />
      </QueryState>
    </Page>
  );
}

function Answer({ check }: { check: Check }): ReactNode {
  const t = useText('zoning');
  const decisive = check.findings.find((one) => one.rule.id === check.decisive)?.rule;
  return (
    <div className="card" data-testid="zoning-answer">
      <div className="figures">
        <Figure label={t('check.verdict')} value={t(`verdict.${check.verdict}`)} />
        <Figure label={t('check.areaKm2')} value={formatNumber(check.areaKm2, 3)} />
        <Figure label={t('check.uncovered')} value={`${formatNumber(100 * check.uncovered, 1)}%`} />
      </div>
      {check.simulated ? <Tag>{t('simulated')}</Tag> : null}
      {check.repaired ? <Alert type="warning" title={t('check.repaired')} /> : null}
      {decisive ? <Alert type="info" title={t('check.decisive')} description={decisive.text} /> : null}
      <DataTable<Check['units'][number]>
        name={t('check.units')}
        rowKey="code"
        pagination={false}
        scroll={{ x: 600 }}
        dataSource={[...check.units]}
        columns={[
          { title: t('unit.code'), dataIndex: 'code' },
          { title: t('unit.name'), dataIndex: 'name' },
          said(t('unit.class'), (row) => t(`class.${row.class}`)),
          said(t('unit.areaKm2'), (row) => formatNumber(row.areaKm2, 3)),
          said(t('unit.share'), (row) => `${formatNumber(100 * row.share, 1)}%`),
        ]}
      />
      <DataTable<Check['findings'][number]>
        name={t('check.rules')}
        rowKey={(row) => row.rule.id}
        pagination={false}
        scroll={{ x: 700 }}
        dataSource={[...check.findings]}
        columns={[
          said(t('rule.level'), (row) => t(`level.${row.rule.level}`)),
          said(t('rule.dimension'), (row) => t(`dimension.${row.rule.dimension}`)),
          said(t('rule.text'), (row) => row.rule.text),
          said(t('check.verdict'), (row) => t(`verdict.${row.verdict}`)),
        ]}
      />
      <Button href={urlOf(getCheckPdf, { params: { id: check.id } })} target="_blank">
        {t('check.pdf')}
      </Button>
      <p>{t('check.note')}</p>
    </div>
  );
}
