import { useText } from '@tarim/ui';
import { ColouredMap, type ShownArea } from '@tarim/ui/map';
import { Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { areaOf } from './area-text.ts';

const NONE: readonly never[] = [];
const NEAREST = 15;

function Area({
  value,
  onChange,
}: {
  value?: ShownArea | null;
  onChange?: (area: ShownArea | null) => void;
}): ReactNode {
  const t = useText('tracking');
  const [wrong, setWrong] = useState(false);
  return (
    <>
      <ColouredMap
        areas={NONE}
        legend={NONE}
        site={value ?? null}
        nearest={NEAREST}
        height={280}
        onDraw={(drawn) => onChange?.(drawn)}
      />
      <Input.TextArea
        aria-label={t('area.paste')}
        placeholder={t('area.paste')}
        rows={2}
        style={{ marginTop: 8 }}
        {...(wrong ? { status: 'error' as const } : {})}
        onChange={({ target }) => {
          const area = areaOf(target.value);
          setWrong(target.value.trim() !== '' && area === null);
          if (area) onChange?.(area);
        }}
      />
    </>
  );
}

/** An area: drawn on the map, or pasted as GeoJSON or as corners. */
export function AreaField(): ReactNode {
  const t = useText('tracking');
  return (
    <Form.Item
      name="geometry"
      label={t('area.title')}
      rules={[{ required: true, message: t('area.needed') }]}
      extra={t('area.hint')}
    >
      <Area />
    </Form.Item>
  );
}
