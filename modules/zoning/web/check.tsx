import { DataTable, Page, QueryState, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { ColouredMap, type ShownArea } from '@tarim/ui/map';
import { Button, Form, Input, InputNumber, Select, Tag, Upload } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import {
  type Check,
  CLASSES,
  listChecks,
  listRules,
  listUnits,
  listVersions,
  runCheck,
  type Unit,
} from '../contract.ts';
import { Answer, VERDICT_COLOURS } from './answer.tsx';
import { CLASS_COLOURS } from './colours.ts';
import { siteOf } from './site-of.ts';

const SYSTEMS = ['CGCS2000', 'WGS84', 'GCJ-02', 'BD-09'] as const;
const NO_UNITS: readonly Unit[] = [];

interface Values {
  project: string;
  site: string;
  crs: (typeof SYSTEMS)[number];
  industry?: string;
  day?: string;
  parameters?: Record<string, number | null>;
}

/** Site check (项目准入研判): a site and an industry against the plan of a day. */
export default function CheckPage(): ReactNode {
  const t = useText('zoning');
  const [form] = Form.useForm<Values>();
  const text = Form.useWatch('site', form) as string | undefined;
  const typed = useMemo(() => siteOf(text ?? ''), [text]);
  const [shown, setShown] = useState<Check | null>(null);
  const query = useRouteQuery(listChecks, {});
  const { areas, parameters } = usePlanInForce();
  const run = useRouteMutation(runCheck, { onSuccess: setShown });
  const site = (shown && !typed ? (shown.geometry as ShownArea) : typed) ?? null;
  const submit = ({ project, crs, industry, day, parameters: given }: Values) =>
    run.mutate({
      body: {
        project,
        geometry: typed,
        crs,
        ...(industry ? { industry: industry.trim().toUpperCase() } : {}),
        ...(day ? { day } : {}),
        parameters: Object.fromEntries(
          Object.entries(given ?? {}).filter((one): one is [string, number] => typeof one[1] === 'number'),
        ),
      },
    });
  return (
    <Page title={t('check.title')} note={t('check.note')}>
      <div className="grid side-by-side">
        <Form<Values>
          form={form}
          layout="vertical"
          className="card"
          initialValues={{ crs: 'CGCS2000' }}
          onFinish={submit}
        >
          <Form.Item
            name="project"
            label={t('check.project')}
            rules={[{ required: true, max: 200, message: t('required') }]}
          >
            <Input />
          </Form.Item>
          <Form.Item
            name="site"
            label={t('check.site')}
            extra={t('check.siteHint')}
            rules={[
              { required: true, message: t('required') },
              {
                validator: async (_, value: string) => {
                  if (value && !siteOf(value)) throw new Error(t('check.siteWrong'));
                },
              },
            ]}
          >
            <Input.TextArea rows={4} />
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
          {parameters.map((name) => (
            <Form.Item key={name} name={['parameters', name]} label={name} extra={t('check.parameterHint')}>
              <InputNumber style={{ width: '100%' }} />
            </Form.Item>
          ))}
          <Form.Item name="day" label={t('check.day')}>
            <Input type="date" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={run.isPending}>
            {t('check.run')}
          </Button>
        </Form>
        <ColouredMap
          areas={areas}
          legend={CLASSES.map((one) => ({ colour: CLASS_COLOURS[one], text: t(`class.${one}`) }))}
          site={site}
          height={620}
          onDraw={(drawn) => {
            form.setFieldValue('site', drawn ? JSON.stringify(drawn) : '');
            setShown(null);
          }}
        />
      </div>
      {shown ? <Answer check={shown} /> : null}
      <h4>{t('check.past')}</h4>
      <QueryState query={query}>
        <DataTable<Check>
          name={t('check.past')}
          rowKey="id"
          dataSource={[...(query.data?.checks ?? [])]}
          locale={{ emptyText: t('check.none') }}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          scroll={{ x: 700 }}
          columns={[
            { title: t('check.number'), dataIndex: 'id' },
            {
              title: t('check.project'),
              value: (row) => row.project,
              render: (_, row) => (
                <Button
                  type="link"
                  onClick={() => {
                    form.setFieldValue('site', JSON.stringify(row.geometry));
                    setShown(row);
                  }}
                >
                  {row.project}
                </Button>
              ),
            },
            {
              title: t('check.verdict'),
              value: (row) => t(`verdict.${row.verdict}`),
              render: (_, row) => (
                <Tag color={VERDICT_COLOURS[row.verdict]}>{t(`verdict.${row.verdict}`)}</Tag>
              ),
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

/** Units of the plan in force as the map draws them, and what its limits ask of a project. */
function usePlanInForce() {
  const versions = useRouteQuery(listVersions, {});
  const inForce = versions.data?.versions.find((one) => one.step === 'published');
  const args = { params: { id: inForce?.id ?? 0 } };
  const units = useRouteQuery(listUnits, args, { enabled: inForce !== undefined }).data?.units ?? NO_UNITS;
  const rules = useRouteQuery(listRules, args, { enabled: inForce !== undefined }).data?.rules;
  const areas = useMemo(
    () =>
      units.map((unit) => ({
        id: unit.code,
        geometry: unit.geometry as ShownArea,
        colour: CLASS_COLOURS[unit.class],
      })),
    [units],
  );
  const parameters = useMemo(
    () => [...new Set((rules ?? []).flatMap((one) => (one.effect === 'limit' ? (one.parameter ?? []) : [])))],
    [rules],
  );
  return { areas, parameters };
}
