import { urlOf } from '@tarim/platform/contract';
import { formatTime, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Button, Card, DatePicker, Form, Input, InputNumber, Modal, Upload } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactNode, useMemo, useState } from 'react';
import {
  addSpectrum,
  getSpectrum,
  listSpectra,
  type Spectrum,
  type SpectrumCurve,
  spectrumFile,
} from '../contract.ts';
import { Simulated } from './words.tsx';

/** Spectra with their files; one that is a table is drawn when it is asked for. */
export function SpectrumList({ spectra }: { spectra: readonly Spectrum[] }): ReactNode {
  const t = useText('radnet');
  const [shown, setShown] = useState<number | null>(null);
  if (spectra.length === 0) return <p className="muted">{t('spectra.none')}</p>;
  return (
    <>
      <ul className="steps">
        {spectra.map((one) => (
          <li key={one.id}>
            <a href={urlOf(spectrumFile, { id: one.id })}>{one.name}</a> {formatTime(one.takenAt)} ·{' '}
            {one.detector}
            {one.liveSeconds === null ? '' : ` · ${one.liveSeconds} s`} <Simulated when={one.simulated} />
            {one.format === 'csv' ? (
              <Button
                size="small"
                aria-expanded={shown === one.id}
                aria-label={`${t('spectra.show')} ${one.name}`}
                onClick={() => setShown(shown === one.id ? null : one.id)}
              >
                {t('spectra.show')}
              </Button>
            ) : null}
            <div>
              <small className="muted">
                SHA-256 {one.sha256.slice(0, 16)}… · {one.by}
              </small>
            </div>
          </li>
        ))}
      </ul>
      {shown === null ? null : <Curve id={shown} />}
    </>
  );
}

function Curve({ id }: { id: number }): ReactNode {
  const query = useRouteQuery(getSpectrum, { params: { id } });
  const curve = query.data?.curve;
  return curve ? <SpectrumChart curve={curve} /> : null;
}

function SpectrumChart({ curve }: { curve: SpectrumCurve }): ReactNode {
  const t = useText('radnet');
  const { x, counts, axis } = curve;
  const option = useMemo(
    () => ({
      grid: { left: 62, right: 24, top: 34, bottom: 56 },
      tooltip: { trigger: 'axis', confine: true },
      dataZoom: [{ type: 'slider', height: 14, bottom: 4 }],
      xAxis: { type: 'value', name: t(`spectra.${axis}`), nameLocation: 'middle', nameGap: 22, scale: true },
      yAxis: { type: 'value', name: t('spectra.counts') },
      series: [
        {
          name: t('spectra.counts'),
          type: 'line',
          step: 'middle',
          showSymbol: false,
          color: '#24424a',
          lineStyle: { width: 1 },
          data: x.map((at, i) => [at, counts[i]]),
        },
      ],
    }),
    [x, counts, axis, t],
  );
  const table = useMemo(
    () => ({
      head: [t(`spectra.${axis}`), t('spectra.counts')],
      rows: x.map((at, i) => [String(at), String(counts[i])]),
    }),
    [x, counts, axis, t],
  );
  return <Chart option={option} height={280} label={t('spectra.title')} table={table} />;
}

/** Spectra of a station's last days, and the way to bring another. */
export function StationSpectra({ id, unitPath }: { id: number; unitPath: string }): ReactNode {
  const t = useText('radnet');
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const query = useRouteQuery(listSpectra, { params: { id } });
  return (
    <Card
      size="small"
      title={t('spectra.title')}
      extra={
        may('radnet.manage', unitPath) ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('spectra.add')}
          </Button>
        ) : null
      }
    >
      <SpectrumList spectra={query.data?.spectra ?? []} />
      {adding ? <SpectrumDialog id={id} onClose={() => setAdding(false)} /> : null}
    </Card>
  );
}

interface Values {
  readonly takenAt: Dayjs;
  readonly liveSeconds?: number | null;
  readonly detector: string;
}

function SpectrumDialog({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const t = useText('radnet');
  const [form] = Form.useForm<Values>();
  const [file, setFile] = useState<File | null>(null);
  const save = useRouteMutation(addSpectrum, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('spectra.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ disabled: file === null }}
      confirmLoading={save.isPending}
    >
      <p className="muted">{t('spectra.note')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ takenAt: dayjs() }}
        onFinish={({ takenAt, liveSeconds, detector }) =>
          save.mutate({
            params: { id },
            query: { takenAt: takenAt.toISOString(), liveSeconds: liveSeconds ?? undefined, detector },
            file: file!,
          })
        }
      >
        <Form.Item label={t('spectra.file')}>
          <Upload
            maxCount={1}
            beforeUpload={(chosen) => {
              setFile(chosen);
              return false;
            }}
            onRemove={() => setFile(null)}
          >
            <Button>{t('spectra.file')}</Button>
          </Upload>
        </Form.Item>
        <Form.Item name="takenAt" label={t('spectra.takenAt')} rules={[{ required: true }]}>
          <DatePicker showTime style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="liveSeconds" label={t('spectra.live')}>
          <InputNumber min={0.001} max={86_400} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="detector"
          label={t('spectra.detector')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input maxLength={100} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
