import { DataTable, Page, QueryState, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Form, Input, Modal, Select, Steps, Switch, Tabs, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { advanceVersion, createVersion, listVersions, STEP_NAMES, type Version } from '../contract.ts';
import { Batches } from './batches.tsx';
import { Differences } from './differences.tsx';
import { Rules } from './rules.tsx';
import { Units } from './units.tsx';

/** Versions of the plan with their steps, units, rules and differences; drafts are edited here. */
export default function PlansPage(): ReactNode {
  const t = useText('zoning');
  const may = useMay();
  const query = useRouteQuery(listVersions, {});
  const [chosen, setChosen] = useState<number | null>(null);
  const [drafting, setDrafting] = useState(false);
  const versions = query.data?.versions ?? [];
  const version =
    versions.find((one) => one.id === chosen) ??
    versions.find((one) => one.step === 'published') ??
    versions[0];
  return (
    <Page
      title={t('plans.title')}
      note={t('plans.note')}
      extra={
        <>
          {version?.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
          {may('zoning.write') ? <Button onClick={() => setDrafting(true)}>{t('plans.draft')}</Button> : null}
        </>
      }
    >
      <QueryState query={query}>
        <DataTable<Version>
          name={t('plans.title')}
          rowKey="id"
          pagination={false}
          scroll={{ x: 700 }}
          locale={{ emptyText: t('plans.none') }}
          dataSource={[...versions]}
          columns={[
            {
              title: t('plans.name'),
              value: (row) => row.name,
              render: (_, row) => (
                <Button type="link" onClick={() => setChosen(row.id)}>
                  {row.name}
                </Button>
              ),
            },
            { title: t('plans.step'), value: (row) => t(`step.${row.step}`) },
            { title: t('plans.from'), value: (row) => row.validFrom ?? '—' },
            { title: t('plans.to'), value: (row) => row.validTo ?? '—' },
            { title: t('plans.units'), dataIndex: 'units' },
            { title: t('plans.rules'), dataIndex: 'rules' },
            { title: t('plans.document'), value: (row) => row.steps.at(-1)?.document ?? '—' },
          ]}
        />
        {version ? (
          <>
            <div className="filters" style={{ marginTop: 16 }}>
              <Select<number>
                aria-label={t('plans.choose')}
                style={{ minWidth: 240 }}
                value={version.id}
                onChange={setChosen}
                options={versions.map((one) => ({ value: one.id, label: one.name }))}
              />
            </div>
            <Progress version={version} />
            <Tabs
              destroyOnHidden
              items={[
                { key: 'units', label: t('plans.units'), children: <Units version={version} /> },
                { key: 'rules', label: t('plans.rules'), children: <Rules version={version} /> },
                {
                  key: 'differences',
                  label: t('plans.differences'),
                  children: <Differences version={version} />,
                },
                { key: 'batch', label: t('batch.title'), children: <Batches version={version} /> },
              ]}
            />
          </>
        ) : null}
      </QueryState>
      {drafting ? (
        <DraftDialog
          onClose={() => setDrafting(false)}
          onDone={(id) => {
            setChosen(id);
            setDrafting(false);
          }}
        />
      ) : null}
    </Page>
  );
}

function DraftDialog({ onClose, onDone }: { onClose: () => void; onDone: (id: number) => void }): ReactNode {
  const t = useText('zoning');
  const [form] = Form.useForm<{ name: string; simulated: boolean }>();
  const draft = useRouteMutation(createVersion, {
    success: t('plans.drafted'),
    onSuccess: ({ id }) => onDone(id),
  });
  return (
    <Modal
      open
      title={t('plans.draft')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={draft.isPending}
    >
      <p className="muted">{t('plans.draftHint')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ simulated: false }}
        onFinish={(body) => draft.mutate({ body })}
      >
        <Form.Item name="name" label={t('plans.name')} rules={[{ required: true, message: t('required') }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="simulated" label={t('simulated')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}

const ORDER = STEP_NAMES.filter((one) => one !== 'superseded');

/** Steps of the dynamic update with who and which document; the next one can be taken here. */
function Progress({ version }: { version: Version }): ReactNode {
  const t = useText('zoning');
  const may = useMay();
  const [open, setOpen] = useState(false);
  const at = ORDER.indexOf(version.step as (typeof ORDER)[number]);
  const next = at >= 0 ? ORDER[at + 1] : undefined;
  return (
    <div className="card" style={{ marginBottom: 12 }}>
      <Steps
        size="small"
        responsive
        current={version.step === 'superseded' ? ORDER.length : at}
        items={ORDER.map((step) => {
          const done = version.steps.find((one) => one.step === step);
          return {
            title: t(`step.${step}`),
            content: done ? `${done.document ?? ''} ${done.by}` : undefined,
          };
        })}
      />
      {next && may('zoning.write') ? (
        <Button type="primary" style={{ marginTop: 12 }} onClick={() => setOpen(true)}>
          {t('plans.advance', { step: t(`step.${next}`) })}
        </Button>
      ) : null}
      {open && next ? <AdvanceDialog version={version} to={next} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function AdvanceDialog({
  version,
  to,
  onClose,
}: {
  version: Version;
  to: Version['step'];
  onClose: () => void;
}): ReactNode {
  const t = useText('zoning');
  const [form] = Form.useForm<{ document?: string; validFrom?: string }>();
  const advance = useRouteMutation(advanceVersion, { success: t('plans.advanced'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('plans.advance', { step: t(`step.${to}`) })}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={advance.isPending}
    >
      {to === 'published' ? <p className="muted">{t('plans.publishHint')}</p> : null}
      <Form
        form={form}
        layout="vertical"
        onFinish={({ document, validFrom }) =>
          advance.mutate({
            params: { id: version.id },
            body: { to, ...(document ? { document } : {}), ...(validFrom ? { validFrom } : {}) },
          })
        }
      >
        <Form.Item name="document" label={t('plans.document')}>
          <Input maxLength={200} />
        </Form.Item>
        {to === 'published' ? (
          <Form.Item name="validFrom" label={t('plans.from')}>
            <Input type="date" />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
