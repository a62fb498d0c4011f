import { useRouteMutation, useText } from '@tarim/ui';
import { Alert, Button, Input, Select, Space, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { type BaseMapSettings, type Capabilities, readCapabilities } from '../contract.ts';

/** What a choice in a capabilities document fills into the form. */
export interface FromCapabilities {
  readonly settings: BaseMapSettings;
  readonly zooms: [number, number];
  readonly title: string;
  readonly attribution: string;
}

/** Reads a WMTS capabilities document (能力文档) that is brought or pasted, and offers its layers and matrix sets. */
export function CapabilitiesReader({ onTake }: { onTake: (found: FromCapabilities) => void }): ReactNode {
  const t = useText('onemap');
  const [xml, setXml] = useState('');
  const [found, setFound] = useState<Capabilities | null>(null);
  const [layer, setLayer] = useState<string | null>(null);
  const [set, setSet] = useState<string | null>(null);
  const read = useRouteMutation(readCapabilities, {
    onSuccess: (answer) => {
      setFound(answer);
      setLayer(null);
      setSet(null);
    },
  });
  const chosen = found?.layers.find((one) => one.id === layer);
  const sets = (found?.matrixSets ?? []).filter((one) => chosen?.matrixSets.includes(one.id));
  const matrixSet = sets.find((one) => one.id === set && one.refused === null);
  const take = () => {
    if (!found || !chosen || !matrixSet) return;
    onTake({ ...chosenOf(found, chosen, matrixSet), title: chosen.title, attribution: found.provider });
  };
  return (
    <Space direction="vertical" style={{ width: '100%', marginBottom: 12 }}>
      <Input.TextArea
        aria-label={t('capabilities.xml')}
        placeholder={t('capabilities.xml')}
        className="mono"
        rows={3}
        value={xml}
        onChange={(event) => setXml(event.target.value)}
      />
      <Space wrap>
        <Upload
          accept=".xml,text/xml,application/xml"
          showUploadList={false}
          beforeUpload={async (file) => {
            setXml(await file.text());
            return false;
          }}
        >
          <Button>{t('capabilities.file')}</Button>
        </Upload>
        <Button
          disabled={xml.trim() === ''}
          loading={read.isPending}
          onClick={() => read.mutate({ body: { xml } })}
        >
          {t('capabilities.read')}
        </Button>
      </Space>
      {found ? (
        <Space wrap>
          <Select
            aria-label={t('baseMaps.layer')}
            style={{ minWidth: 240 }}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('capabilities.layers', { n: found.layers.length })}
            value={layer}
            onChange={(next) => {
              setLayer(next);
              setSet(null);
            }}
            options={found.layers.map((one) => ({ value: one.id, label: `${one.title} (${one.id})` }))}
          />
          <Select
            aria-label={t('baseMaps.matrixSet')}
            style={{ minWidth: 260 }}
            placeholder={t('baseMaps.matrixSet')}
            disabled={!chosen}
            value={set}
            onChange={setSet}
            options={sets.map((one) => ({
              value: one.id,
              disabled: one.refused !== null,
              label: one.refused
                ? `${one.id}：${t(`capabilities.refused.${one.refused}`)}`
                : `${one.id} (${one.crs})`,
            }))}
          />
          <Button type="primary" ghost disabled={!matrixSet} onClick={take}>
            {t('capabilities.take')}
          </Button>
        </Space>
      ) : null}
      {chosen && sets.every((one) => one.refused !== null) ? (
        <Alert type="warning" showIcon title={t('capabilities.noSet')} />
      ) : null}
    </Space>
  );
}

/** KVP where the service takes it, else its template; the picture's format that browsers know best. */
function chosenOf(
  found: Capabilities,
  layer: Capabilities['layers'][number],
  matrixSet: Capabilities['matrixSets'][number],
): Pick<FromCapabilities, 'settings' | 'zooms'> {
  const rest = layer.templates.find((one) => /png|jpe?g|webp/.test(one.format)) ?? layer.templates[0];
  const kvp = found.kvpUrl !== null || !rest;
  const format = layer.formats.find((one) => /png|jpe?g|webp/.test(one)) ?? layer.formats[0];
  return {
    zooms: [matrixSet.minZoom, Math.min(matrixSet.maxZoom, 22)],
    settings: {
      encoding: kvp ? 'kvp' : 'rest',
      url: kvp ? (found.kvpUrl ?? '') : rest.template,
      layer: layer.id,
      ...(layer.styles[0] ? { style: layer.styles[0] } : {}),
      ...(format ? { format } : {}),
      matrixSet: matrixSet.id,
      matrixPrefix: matrixSet.prefix,
      tileSize: matrixSet.tileSize === 512 ? 512 : 256,
      crs: matrixSet.crs,
    },
  };
}
