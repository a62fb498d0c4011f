import { useRouteMutation, useText } from '@tarim/ui';
import { Alert, Button, Form, Input, Modal, Select, Switch, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { AREA_KINDS, type AreaKind, type ImportReport, importAreas } from '../contract.ts';
import { FileProblems } from './file-problems.tsx';
import { km2 } from './words.tsx';

interface Values {
  kind: AreaKind;
  validFrom: string;
  approval: string;
  reason: string;
  crs?: string;
  layer?: string;
  whole?: boolean;
  simulated?: boolean;
}

const given = <V extends object>(values: V): V =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as V;

/** Boundaries from a file: checked first, with what would change; with any error nothing is taken. */
export function AreaImport({ kind, onClose }: { kind: AreaKind; onClose: () => void }): ReactNode {
  const t = useText('redline');
  const [form] = Form.useForm<Values>();
  const [file, setFile] = useState<File | null>(null);
  const send = useRouteMutation(importAreas, {});
  const report = send.data;
  const required = [{ required: true, min: 2, whitespace: true, message: t('required') }];
  const run = async (mode: 'check' | 'commit') => {
    const values = await form.validateFields().catch(() => null);
    if (values && file) send.mutate({ file, query: given({ ...values, mode }) });
  };
  const forget = (chosen: File | null) => {
    setFile(chosen);
    send.reset();
  };
  return (
    <Modal
      open
      width={820}
      title={t('areas.import')}
      onCancel={onClose}
      footer={
        <>
          <Button disabled={!file} loading={send.isPending} onClick={() => void run('check')}>
            {t('import.check')}
          </Button>
          <Button
            type="primary"
            disabled={!file || !report || report.committed || report.problems.length > 0}
            loading={send.isPending}
            onClick={() => void run('commit')}
          >
            {t('import.commit')}
          </Button>
        </>
      }
    >
      <p className="muted">{t('import.areasHint')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ kind, whole: false, simulated: false }}
        onValuesChange={() => send.reset()}
      >
        <div className="form-row">
          <Form.Item name="kind" label={t('areas.kind')}>
            <Select options={AREA_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
          </Form.Item>
          <Form.Item name="validFrom" label={t('areas.from')} rules={required}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="approval" label={t('areas.approval')} rules={required}>
            <Input maxLength={100} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="reason" label={t('areas.reason')} rules={required}>
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item name="crs" label={t('import.crs')} extra={t('import.crsHint')}>
            <Input maxLength={60} placeholder="EPSG:4490" />
          </Form.Item>
          <Form.Item name="layer" label={t('import.layer')}>
            <Input maxLength={100} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item
            name="whole"
            label={t('import.whole')}
            valuePropName="checked"
            extra={t('import.wholeHint')}
          >
            <Switch />
          </Form.Item>
          <Form.Item name="simulated" label={t('simulated')} valuePropName="checked">
            <Switch />
          </Form.Item>
        </div>
      </Form>
      <Upload.Dragger
        accept=".geojson,.json,.gpkg,.zip"
        maxCount={1}
        beforeUpload={(chosen) => {
          forget(chosen);
          return false;
        }}
        onRemove={() => forget(null)}
      >
        <p>{t('import.drop')}</p>
      </Upload.Dragger>
      {report ? <Report report={report} /> : null}
    </Modal>
  );
}

const MOST_CODES = 12;

function Report({ report }: { report: ImportReport }): ReactNode {
  const t = useText('redline');
  const codes = (all: readonly string[]) =>
    all.length > MOST_CODES ? `${all.slice(0, MOST_CODES).join(' ')} …` : all.join(' ');
  const refused = report.problems.length > 0;
  const lines = [
    report.added.length > 0
      ? t('import.added', { n: report.added.length, codes: codes(report.added) })
      : null,
    report.changed.length > 0
      ? t('import.changed', { n: report.changed.length, codes: codes(report.changed) })
      : null,
    report.unchanged > 0 ? t('import.unchanged', { n: report.unchanged }) : null,
    report.missing.length > 0
      ? t('import.missing', { n: report.missing.length, codes: codes(report.missing) })
      : null,
    ...report.overlaps.map((one) => t('import.overlap', { a: one.a, b: one.b, area: km2(one.areaM2, 4) })),
  ].filter((one) => one !== null);
  return (
    <>
      <Alert
        showIcon
        style={{ margin: '12px 0' }}
        type={refused ? 'error' : report.committed ? 'success' : 'info'}
        title={t(refused ? 'import.refused' : report.committed ? 'import.areasDone' : 'import.areasChecked', {
          n: report.rows,
        })}
        description={lines.map((line) => <div key={line}>{line}</div>)}
      />
      <FileProblems problems={report.problems} notes={report.notes} />
    </>
  );
}
