import { useLanguage, useRegion, useText } from '@tarim/ui';
import { useBaseMap } from '@tarim/ui/map';
import { Form, InputNumber } from 'antd';
import { Marker } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef } from 'react';

/** A place, typed in or clicked on the map. */
export function PlaceField(): ReactNode {
  const t = useText('analysis');
  const { language } = useLanguage();
  const region = useRegion();
  const form = Form.useFormInstance<{ lon?: number; lat?: number }>();
  const lon = Form.useWatch('lon', form);
  const lat = Form.useWatch('lat', form);
  const box = useRef<HTMLDivElement>(null);
  const { map } = useBaseMap(box, region, language, () => {});
  useEffect(() => {
    if (!map) return;
    map.getCanvas().style.cursor = 'crosshair';
    const click = map.on('click', ({ lngLat }) => {
      const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
      form.setFieldsValue({ lon: round(lngLat.lng), lat: round(lngLat.lat) });
    });
    return () => click.unsubscribe();
  }, [map, form]);
  useEffect(() => {
    if (!map || typeof lon !== 'number' || typeof lat !== 'number') return;
    const marker = new Marker({ color: '#c05a12' }).setLngLat([lon, lat]).addTo(map);
    return () => void marker.remove();
  }, [map, lon, lat]);
  const rules = [{ required: true, message: t('required') }];
  return (
    <>
      <div className="analysis-pair">
        <Form.Item name="lon" label={t('field.lon')} rules={rules}>
          <InputNumber min={-180} max={180} step={0.01} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="lat" label={t('field.lat')} rules={rules}>
          <InputNumber min={-90} max={90} step={0.01} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <p className="muted">{t('hint.place')}</p>
      <div className="map-box" style={{ height: 300, marginBottom: 16 }}>
        <div ref={box} style={{ position: 'absolute', inset: 0 }} />
      </div>
    </>
  );
}
