import { Link, useNavigate, useParams } from '@tanstack/react-router';
import {
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  type Text,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Alert, Button, Form, Input, Switch, Tabs, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  createWrittenRule,
  getWrittenRule,
  type RuleBody,
  reviseWrittenRule,
  type WrittenRule,
} from '../contract.ts';
import { BodyEditor } from './body-editor.tsx';
import { useFactorNames } from './factors.ts';
import { ruleSentence } from './rule-sentence.ts';
import { TrialPanel } from './trial-panel.tsx';

const BLANK: RuleBody = {
  scope: { kinds: ['outlet-gas'] },
  basis: 'hour',
  condition: {
    join: 'all',
    parts: [{ type: 'limit', code: 'a21026', measure: 'converted', op: 'above', ratio: 0.9, clear: 0.8 }],
  },
  severity: 'warning',
  pendingFor: 3600,
  recoverFor: 3600,
};

/** One written rule: its form with the sentence it makes, what it would have raised, its versions, where it cannot be evaluated. */
export default function RulePage(): ReactNode {
  const { key } = useParams({ strict: false }) as { key: string };
  if (key === 'new') return <Editor rule={null} tabs={[]} />;
  return <Known key={key} ruleKey={key} />;
}

function Known({ ruleKey }: { ruleKey: string }): ReactNode {
  const t = useText('alarm');
  const query = useRouteQuery(getWrittenRule, { params: { key: ruleKey } });
  const [present] = query.data?.versions ?? [];
  return (
    <QueryState query={query}>
      {present ? (
        <Editor
          key={present.id}
          rule={present}
          tabs={[
            {
              key: 'versions',
              label: t('rules.versions'),
              children: <Versions versions={query.data!.versions} t={t} />,
            },
            {
              key: 'troubles',
              label: t('book.troubles'),
              children: (
                <DataTable
                  name={t('book.troubles')}
                  rowKey="pointId"
                  pagination={{ pageSize: 20, hideOnSinglePage: true }}
                  dataSource={query.data!.troubles}
                  locale={{ emptyText: t('book.noTroubles') }}
                  columns={[
                    {
                      title: t('field.point'),
                      value: (row) => row.pointName,
                      render: (_, row) => (
                        <Link to={`/points/${row.pointId}` as string}>{row.pointName}</Link>
                      ),
                    },
                    {
                      title: t('book.why'),
                      value: (row) => t(`trouble.${row.reason}`),
                      render: (_, row) => t(`trouble.${row.reason}`),
                    },
                  ]}
                />
              ),
            },
          ]}
        />
      ) : null}
    </QueryState>
  );
}

function Editor({
  rule,
  tabs,
}: {
  rule: WrittenRule | null;
  tabs: { key: string; label: string; children: ReactNode }[];
}): ReactNode {
  const t = useText('alarm');
  const navigate = useNavigate();
  const mayEdit = useMay('alarm.configure', '/');
  const { nameOf, options } = useFactorNames();
  const [body, setBody] = useState<RuleBody>(rule?.body ?? BLANK);
  const [form] = Form.useForm<{ name: string; note?: string; enabled: boolean; reason: string }>();
  const create = useRouteMutation(createWrittenRule, {
    success: t('book.created'),
    onSuccess: (made) => void navigate({ to: `/alarm-rule-book/${made.key}` as string }),
  });
  const revise = useRouteMutation(reviseWrittenRule, {
    success: t('rules.saved', { n: (rule?.version ?? 0) + 1 }),
  });
  const save = (values: { name: string; note?: string; enabled: boolean; reason: string }) => {
    const { note, ...rest } = values;
    const input = { ...rest, enabled: values.enabled ?? false, ...(note ? { note } : {}), body };
    if (rule) revise.mutate({ params: { key: rule.key }, body: input });
    else create.mutate({ body: input });
  };
  return (
    <Page
      title={rule?.name ?? t('book.new')}
      note={
        rule ? (
          <>
            {rule.enabled ? <Tag color="green">{t('book.on')}</Tag> : <Tag>{t('rules.disabled')}</Tag>}
            {t('alarm.ruleVersion', { n: rule.version })}
            {rule.source ? ` · ${t('book.source')}: ${rule.source}` : ''}
            {rule.confidence ? ` · ${t(`confidence.${rule.confidence}`)}` : ''}
          </>
        ) : (
          t('book.note')
        )
      }
    >
      <Alert type="info" title={ruleSentence(t, body, nameOf)} style={{ marginBottom: 12 }} />
      <Tabs
        items={[
          {
            key: 'rule',
            label: t('book.form'),
            children: (
              <Form
                form={form}
                layout="vertical"
                disabled={!mayEdit}
                onFinish={save}
                initialValues={{ name: rule?.name, note: rule?.note ?? '', enabled: rule?.enabled ?? false }}
              >
                <div className="form-row">
                  <Form.Item
                    name="name"
                    label={t('book.name')}
                    rules={[{ required: true, min: 2, whitespace: true }]}
                  >
                    <Input maxLength={100} />
                  </Form.Item>
                  <Form.Item
                    name="enabled"
                    label={t('rules.enabled')}
                    valuePropName="checked"
                    extra={t('book.enabledHint')}
                  >
                    <Switch />
                  </Form.Item>
                </div>
                <Form.Item name="note" label={t('book.remark')}>
                  <Input.TextArea rows={2} maxLength={1000} />
                </Form.Item>
                <BodyEditor body={body} onChange={setBody} factors={options} t={t} />
                {mayEdit ? (
                  <>
                    <Form.Item
                      name="reason"
                      label={t('rules.reason')}
                      extra={t('rules.reasonHint')}
                      rules={[{ required: true, min: 2, whitespace: true }]}
                    >
                      <Input maxLength={500} />
                    </Form.Item>
                    <Button type="primary" htmlType="submit" loading={create.isPending || revise.isPending}>
                      {rule ? t('rules.save') : t('book.create')}
                    </Button>
                  </>
                ) : null}
              </Form>
            ),
          },
          ...(mayEdit
            ? [
                {
                  key: 'trial',
                  label: t('trial.title'),
                  children: <TrialPanel body={body} nameOf={nameOf} t={t} />,
                },
              ]
            : []),
          ...tabs,
        ]}
      />
    </Page>
  );
}

function Versions({ versions, t }: { versions: readonly WrittenRule[]; t: Text }): ReactNode {
  const { nameOf } = useFactorNames();
  return (
    <DataTable
      name={t('rules.versions')}
      rowKey="id"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      scroll={{ x: 800 }}
      dataSource={[...versions]}
      columns={[
        {
          title: t('rules.version'),
          dataIndex: 'version',
          render: (version: number, row) => (
            <>
              {version} {row.effectiveTo ? null : <Tag color="green">{t('rules.present')}</Tag>}
              {row.enabled ? null : <Tag>{t('rules.disabled')}</Tag>}
            </>
          ),
        },
        {
          title: t('book.rule'),
          value: (row) => ruleSentence(t, row.body, nameOf),
          render: (_, row) => ruleSentence(t, row.body, nameOf),
        },
        {
          title: t('rules.effectiveFrom'),
          value: (row) => instant(row.effectiveFrom),
          render: (_, row) => formatTime(row.effectiveFrom, 'full'),
        },
        {
          title: t('rules.effectiveTo'),
          value: (row) => instant(row.effectiveTo),
          render: (_, row) => formatTime(row.effectiveTo, 'full'),
        },
        { title: t('rules.changedBy'), dataIndex: 'changedBy' },
        {
          title: t('rules.reason'),
          value: (row) => row.reason,
          render: (_, row) => (row.changedBy === null ? t('rules.factory') : row.reason),
        },
      ]}
    />
  );
}
