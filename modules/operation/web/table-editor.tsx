import { useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, InputNumber, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { type RuleTable, setTable, type TableVersion } from '../contract.ts';
import { today } from './words.tsx';

type Row = Readonly<Record<string, string | number>>;
/** Columns whose words the rules go by: they are kept as they are. */
const FIXED = new Set(['parameter', 'key', 'method', 'kind', 'item', 'basis', 'as', 'medium']);

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
  const t = useText('operation');
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
      <div className="table-scroll">
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
  if (FIXED.has(column)) return String(value);
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
