import { forgetRegion, formatBytes, formatNumber, useMay, useRouteMutation, useText } from '@tarim/ui';
import type { ShownArea } from '@tarim/ui/map';
import { Alert, App, Button, Checkbox, DatePicker, Form, Input, Select, Upload } from 'antd';
import type { Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import { replaceOutline, type UnitOutlines } from '../contract.ts';
import { areaOf, type FoundArea } from './area-of.ts';

/** What the server takes in a JSON body, less some room for the other fields. */
const MOST_BYTES = 1_900_000;
const SYSTEMS = ['CGCS2000', 'WGS84', 'GCJ-02', 'BD-09'] as const;
const OFFSET: ReadonlySet<string> = new Set(['GCJ-02', 'BD-09']);

interface Values {
  source: string;
  crs: (typeof SYSTEMS)[number];
  effectiveFrom?: Dayjs | null;
  repair?: boolean;
}

/** Takes an authority's boundary from a file, shows it before anything is sent, and puts it in the old one's place. */
export function OutlineUpload({
  unit,
  onArea,
}: {
  unit: UnitOutlines;
  onArea: (area: ShownArea | null) => void;
}): ReactNode {
  const t = useText('region');
  const may = useMay();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const crs = Form.useWatch('crs', form);
  const [found, setFound] = useState<FoundArea | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const take = (next: FoundArea | null, why: string | null) => {
    setFound(next);
    setProblem(why);
    onArea(next?.area ?? null);
  };
  const send = useRouteMutation(replaceOutline, {
    onSuccess: ({ areaKm2, positions }) => {
      void message.success(t('upload.sent', { area: formatNumber(areaKm2, 0), n: positions }));
      forgetRegion();
      form.resetFields();
      take(null, null);
    },
  });
  if (!may('region.write', unit.path)) return <div className="card placeholder">{t('upload.mayNot')}</div>;
  const read = async (file: File) => {
    if (file.size > MOST_BYTES)
      return take(
        null,
        t('problem.tooLarge', { size: formatBytes(file.size), limit: formatBytes(MOST_BYTES) }),
      );
    const answer = areaOf(await file.text(), unit.code);
    if ('problem' in answer) take(null, t(`problem.${answer.problem}`, { reason: answer.reason ?? '' }));
    else take(answer, null);
  };
  const submit = ({ source, crs: system, effectiveFrom, repair }: Values) =>
    send.mutate({
      params: { code: unit.code },
      body: {
        geometry: found!.area,
        source,
        crs: system,
        effectiveFrom: effectiveFrom?.format('YYYY-MM-DD'),
        repair: repair ?? false,
      },
    });
  return (
    <div className="card">
      <h4>{t('upload.title')}</h4>
      <div>
        <Upload.Dragger
          accept=".json,.geojson,application/geo+json"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            void read(file);
            return false;
          }}
        >
          <p>{t('upload.file')}</p>
          <p className="muted">{t('upload.fileHint')}</p>
        </Upload.Dragger>
      </div>
      {problem ? <Alert type="error" showIcon title={problem} style={{ marginTop: 10 }} /> : null}
      {found ? (
        <Form
          form={form}
          layout="vertical"
          initialValues={{ crs: 'CGCS2000' }}
          onFinish={submit}
          style={{ marginTop: 12 }}
        >
          <p>
            {t('upload.positions', { n: formatNumber(found.positions) })}
            {found.how.kind === 'taken' ? ` · ${t('upload.taken', { code: unit.code })}` : ''}
            {found.how.kind === 'joined' ? ` · ${t('upload.joined', { n: found.how.n })}` : ''}
          </p>
          <Form.Item name="source" label={t('upload.source')} rules={[{ required: true, min: 4, max: 500 }]}>
            <Input placeholder={t('upload.sourceExample')} />
          </Form.Item>
          <div className="filters">
            <Form.Item
              name="crs"
              label={t('upload.crs')}
              help={crs && OFFSET.has(crs) ? t('upload.crsOffset') : undefined}
            >
              <Select options={SYSTEMS.map((value) => ({ value, label: value }))} style={{ width: 150 }} />
            </Form.Item>
            <Form.Item name="effectiveFrom" label={t('upload.from')}>
              <DatePicker style={{ width: 200 }} />
            </Form.Item>
          </div>
          <Form.Item name="repair" valuePropName="checked">
            <Checkbox>{t('upload.repair')}</Checkbox>
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            {t('upload.send')}
          </Button>
        </Form>
      ) : null}
    </div>
  );
}
