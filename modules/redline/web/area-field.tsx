import { useText } from '@tarim/ui';
import { ColouredMap, type ShownArea } from '@tarim/ui/map';
import { Button, Form, Upload } from 'antd';
import type { ReactNode } from 'react';

const NONE: readonly never[] = [];

/** The first area of a GeoJSON text; null when there is none. The server checks it. */
export function areaOf(text: string): ShownArea | null {
  const seek = (value: unknown): ShownArea | null => {
    if (typeof value !== 'object' || value === null) return null;
    const { type, geometry, features } = value as {
      type?: unknown;
      geometry?: unknown;
      features?: unknown;
    };
    if (type === 'Polygon' || type === 'MultiPolygon') return value as ShownArea;
    if (type === 'Feature') return seek(geometry);
    if (type === 'FeatureCollection' && Array.isArray(features))
      return features.reduce<ShownArea | null>((found, one) => found ?? seek(one), null);
    return null;
  };
  try {
    return seek(JSON.parse(text));
  } catch {
    return null;
  }
}

function Area({
  value,
  onChange,
}: {
  value?: ShownArea | null;
  onChange?: (area: ShownArea | null) => void;
}): ReactNode {
  const t = useText('redline');
  return (
    <>
      <Upload
        accept=".geojson,.json"
        showUploadList={false}
        beforeUpload={async (file) => {
          onChange?.(areaOf(await file.text()));
          return Upload.LIST_IGNORE;
        }}
      >
        <Button style={{ marginBottom: 8 }}>{t('area.file')}</Button>
      </Upload>
      <ColouredMap
        areas={NONE}
        legend={[]}
        site={value ?? null}
        nearest={15}
        height={280}
        onDraw={(drawn) => onChange?.(drawn)}
      />
    </>
  );
}

/** An extent: drawn on the map or from a GeoJSON file. */
export function AreaField(): ReactNode {
  const t = useText('redline');
  return (
    <Form.Item
      name="geometry"
      label={t('area.extent')}
      rules={[{ required: true, message: t('required') }]}
      extra={t('area.hint')}
    >
      <Area />
    </Form.Item>
  );
}
