import type { RouteDef } from '@tarim/platform/contract';
import { type EvidenceFile, EvidenceFiles, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  addRecord,
  type CheckBody,
  type KindOfPlan,
  listParts,
  listRemoteChecks,
  OTHER_KINDS,
  type OutletPart,
  uploadFile,
} from '../contract.ts';
import { beijing, wallNow } from './words.tsx';

interface Values {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly staff: string;
  readonly note?: string;
  readonly files?: EvidenceFile[];
  readonly code?: string;
  readonly span?: 'zero' | 'span';
  readonly measured?: number;
  readonly standard?: number;
  readonly range?: number;
  readonly unit?: string;
  readonly pairs?: string;
  readonly standardUsed?: boolean;
  readonly part?: number;
  readonly quantity?: number;
  readonly oldSerial?: string;
  readonly newSerial?: string;
}
const PAIR = /^\s*([-+]?\d+(?:\.\d+)?)[\s,，/]+([-+]?\d+(?:\.\d+)?)\s*$/;

/** Pairs as people write them: one a line, the instrument's figure first; null where a line is none. */
function pairsOf(text: string): { measured: number; reference: number }[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.map((line) => PAIR.exec(line));
  if (lines.length === 0 || pairs.some((one) => one === null)) return null;
  return pairs.map((one) => ({ measured: Number(one![1]), reference: Number(one![2]) }));
}

function checkOf(kind: string | undefined, values: Values): CheckBody[] {
  if (!kind || kind === 'none' || !values.code) return [];
  const { code, span, measured, standard, range, unit, standardUsed } = values;
  if (kind === 'drift') return [{ code, kind, span, measured, standard, range }];
  if (kind === 'standard') return [{ code, kind, measured, standard }];
  const pairs = pairsOf(values.pairs ?? '') ?? [];
  return kind === 'gas-comparison'
    ? [{ code, kind, pairs, ...(unit ? { unit } : {}) }]
    : [{ code, kind: 'water-comparison', pairs, standardUsed: standardUsed ?? false }];
}

/** One record: when, who, what was found; the check is judged when it is sent. */
export function RecordForm({
  outlet,
  kinds,
  lists,
  onClose,
}: {
  outlet: OutletPart;
  kinds: readonly KindOfPlan[];
  lists: readonly { key: string; kind: string; name: string }[];
  onClose: () => void;
}): ReactNode {
  const t = useText('operation');
  const [form] = Form.useForm<Values>();
  const key = Form.useWatch('kind', form);
  const [items, setItems] = useState<Readonly<Record<string, boolean>>>({});
  const parts = useRouteQuery(listParts);
  const save = useRouteMutation(addRecord, { success: t('saved'), onSuccess: onClose });
  const medium = outlet.kind === 'outlet-water' ? 'water' : 'gas';
  const fitting = kinds.filter((one) => one.medium === 'all' || one.medium === medium);
  const kind = fitting.find((one) => one.key === key);
  const shown = lists.filter((one) => key?.startsWith(one.kind));
  const must = [{ required: true, message: t('required') }];
  const submit = (values: Values) =>
    save.mutate({
      params: { id: outlet.id },
      body: {
        kind: values.kind,
        from: beijing(values.from),
        to: beijing(values.to),
        staff: values.staff,
        items: shown.map((one) => ({ key: one.key, ok: items[one.key] ?? true })),
        note: values.note ?? '',
        evidence: (values.files ?? []).map((one) => one.sha256),
        checks: checkOf(kind?.check, values),
        ...(values.part && values.quantity
          ? { parts: [{ partId: values.part, quantity: values.quantity }] }
          : {}),
        ...(values.kind === 'replacement'
          ? { detail: { 'old-serial': values.oldSerial ?? '', 'new-serial': values.newSerial ?? '' } }
          : {}),
      },
    });
  return (
    <Modal
      open
      width={680}
      title={`${t('records.add')} · ${outlet.name}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ from: wallNow(60), to: wallNow(1), standard: 0, span: 'zero' }}
        onFinish={submit}
      >
        <Form.Item name="kind" label={t('kind')} rules={must}>
          <Select
            showSearch
            optionFilterProp="label"
            options={[
              ...fitting.map((one) => ({ value: one.key, label: one.name })),
              ...OTHER_KINDS.filter((one) => one !== 'remote-calibration').map((one) => ({
                value: one as string,
                label: t(`other.${one}`),
              })),
            ]}
          />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="from" label={t('records.from')} rules={must}>
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="to" label={t('records.to')} rules={must}>
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="staff" label={t('staff')} rules={must}>
            <Input maxLength={60} />
          </Form.Item>
        </div>
        {shown.map((one) => (
          <div key={one.key}>
            <Checkbox
              checked={items[one.key] ?? true}
              onChange={(event) => setItems({ ...items, [one.key]: event.target.checked })}
            >
              {one.name}
            </Checkbox>
          </div>
        ))}
        {kind && kind.check !== 'none' ? <CheckFields check={kind.check} id={outlet.id} /> : null}
        {key === 'replacement' ? (
          <div className="form-row">
            <Form.Item name="oldSerial" label={t('detail.old-serial')} rules={must}>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="newSerial" label={t('detail.new-serial')} rules={must}>
              <Input maxLength={80} />
            </Form.Item>
          </div>
        ) : null}
        <div className="form-row">
          <Form.Item name="part" label={t('parts.used')}>
            <Select
              allowClear
              options={(parts.data?.parts ?? [])
                .filter((one) => one.enterpriseId === outlet.enterpriseId)
                .map((one) => ({ value: one.id, label: `${one.name} (${one.stock} ${one.unit})` }))}
            />
          </Form.Item>
          <Form.Item name="quantity" label={t('parts.quantity')}>
            <InputNumber min={0} />
          </Form.Item>
        </div>
        <Form.Item name="note" label={t('records.text')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <Form.Item name="files" label={t('records.files')}>
          <EvidenceFiles upload={uploadFile as RouteDef} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** What a check of this kind needs. */
function CheckFields({ check, id }: { check: string; id: number }): ReactNode {
  const t = useText('operation');
  const remote = useRouteQuery(listRemoteChecks, { params: { id } });
  const must = [{ required: true, message: t('required') }];
  const single = check === 'drift' || check === 'standard';
  return (
    <>
      <div className="form-row">
        <Form.Item name="code" label={t('item')} rules={must}>
          <Input
            maxLength={12}
            placeholder={remote.data?.codes.join(' ') || 'a21026'}
            aria-label={t('item')}
          />
        </Form.Item>
        {check === 'drift' ? (
          <Form.Item name="span" label={t('check.end')} rules={must}>
            <Select
              options={(['zero', 'span'] as const).map((value) => ({ value, label: t(`remote.${value}`) }))}
            />
          </Form.Item>
        ) : null}
        {check === 'gas-comparison' ? (
          <Form.Item name="unit" label={t('check.unit')}>
            <Select allowClear options={['mg/m³', 'µmol/mol'].map((value) => ({ value, label: value }))} />
          </Form.Item>
        ) : null}
      </div>
      {single ? (
        <div className="form-row">
          <Form.Item name="measured" label={t('check.measured')} rules={must}>
            <InputNumber />
          </Form.Item>
          <Form.Item name="standard" label={t('check.standard-value')} rules={must}>
            <InputNumber />
          </Form.Item>
          {check === 'drift' ? (
            <Form.Item name="range" label={t('check.range')} rules={must}>
              <InputNumber min={0} />
            </Form.Item>
          ) : null}
        </div>
      ) : (
        <Form.Item
          name="pairs"
          label={t('check.pairs')}
          rules={[
            ...must,
            {
              validator: async (_, text: string) => {
                if (text && pairsOf(text) === null) throw new Error(t('check.pairsWrong'));
              },
            },
          ]}
        >
          <Input.TextArea rows={6} placeholder={'102.5 100\n98.1 99'} />
        </Form.Item>
      )}
      {check === 'water-comparison' ? (
        <Form.Item name="standardUsed" valuePropName="checked">
          <Checkbox>{t('check.standardUsed')}</Checkbox>
        </Form.Item>
      ) : null}
    </>
  );
}
