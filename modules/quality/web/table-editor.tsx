import { useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { FLAG_NAMES, type RuleTable, setTable, type TableVersion } from '../contract.ts';

type Row = Readonly<Record<string, string | number>>;
const EFFECTS = ['stopped', 'exempt', 'invalid', 'out-of-control', 'check-passed', 'none'];
const CONFIDENCES = ['official-text', 'multi-source', 'memory', 'ours', 'local'];
/** Columns whose words the rules go by: they are kept as they are. */
const FIXED = new Set(['situation', 'rate', 'medium']);
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** A version beside the original: figures and words are written over, rows added or left out. */
export function TableEditor({
  table,
  from,
  onClose,
}: {
  table: RuleTable;
  from: TableVersion;
  onClose: () => void;
}): ReactNode {
  const t = useText('quality');
  const [form] = Form.useForm<{ effectiveFrom: string; source: string; reason: string }>();
  const [rows, setRows] = useState<readonly Row[]>(from.rows);
  const save = useRouteMutation(setTable, { success: t('saved'), onSuccess: onClose });
  const columns = Object.keys(from.rows[0] ?? {});
  const change = (index: number, column: string, value: string | number) =>
    setRows(rows.map((row, at) => (at === index ? { ...row, [column]: value } : row)));
  const must = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      width={980}
      title={`${t('tables.new')} · ${table.title}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ effectiveFrom: today() }}
        onFinish={(values) => save.mutate({ params: { key: table.key }, body: { ...values, rows } })}
      >
        <div className="form-row">
          <Form.Item name="effectiveFrom" label={t('tables.effectiveFrom')} rules={must}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="source" label={t('tables.source')} rules={must}>
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item name="reason" label={t('reason')} rules={must}>
            <Input maxLength={500} />
          </Form.Item>
        </div>
      </Form>
      <div className="review-hours">
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ))}
              <th scope="col">{t('tables.row')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {columns.map((column) => (
                  <td key={column}>
                    <CellInput
                      column={column}
                      label={`${t(`column.${column}`)} ${index + 1}`}
                      value={row[column]!}
                      onChange={(value) => change(index, column, value)}
                    />
                  </td>
                ))}
                <td>
                  <Button
                    size="small"
                    disabled={rows.length === 1}
                    onClick={() => setRows(rows.filter((_, at) => at !== index))}
                  >
                    {t('remove')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button style={{ marginTop: 8 }} onClick={() => setRows([...rows, { ...rows.at(-1)! }])}>
        {t('tables.addRow')}
      </Button>
    </Modal>
  );
}

function CellInput({
  column,
  label,
  value,
  onChange,
}: {
  column: string;
  label: string;
  value: string | number;
  onChange: (value: string | number) => void;
}): ReactNode {
  const t = useText('quality');
  if (column === 'flag' && (FLAG_NAMES as readonly unknown[]).includes(value)) return t(`flag.${value}`);
  if (column === 'confidence')
    return (
      <Select
        size="small"
        style={{ width: 130 }}
        aria-label={label}
        value={value as string}
        onChange={onChange}
        options={CONFIDENCES.map((one) => ({ value: one, label: t(`confidence.${one}`) }))}
      />
    );
  if (column === 'situation') return t(`situation.${value}`);
  if (FIXED.has(column)) return String(value);
  if (column === 'effect')
    return (
      <Select
        size="small"
        style={{ width: 140 }}
        aria-label={label}
        value={value as string}
        onChange={onChange}
        options={EFFECTS.map((one) => ({ value: one, label: t(`effect.${one}`) }))}
      />
    );
  return typeof value === 'number' ? (
    <InputNumber size="small" aria-label={label} value={value} min={0} onChange={(to) => onChange(to ?? 0)} />
  ) : (
    <Input
      size="small"
      style={{ minWidth: 90 }}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
