import { formatBytes, useRouteMutation, useText } from '@tarim/ui';
import { Alert, Spin, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { type FileRef, uploadFile } from '../contract.ts';

const ENDINGS = '.csv,.tsv,.txt,.xlsx,.geojson,.json,.geojsonl,.ndjson,.gpkg,.zip,.tif,.tiff';

/** A file that is sent as soon as it is chosen; what it is known by afterwards is its content's hash. */
export function FileDrop({
  file,
  onFile,
}: {
  file: FileRef | null;
  onFile: (file: FileRef) => void;
}): ReactNode {
  const t = useText('exchange');
  const [size, setSize] = useState<number | null>(null);
  const send = useRouteMutation(uploadFile, {
    refresh: [],
    onSuccess: ({ sha256, name, size: bytes }) => {
      setSize(bytes);
      onFile({ sha256, name });
    },
  });
  return (
    <div>
      <Upload.Dragger
        accept={ENDINGS}
        maxCount={1}
        showUploadList={false}
        disabled={send.isPending}
        beforeUpload={(chosen) => {
          send.mutate({ file: chosen });
          return Upload.LIST_IGNORE;
        }}
      >
        <Spin spinning={send.isPending}>
          <p style={{ margin: '6px 0' }}>{t('file.drop')}</p>
          <p className="muted" style={{ margin: 0 }}>
            {t('file.formats')}
          </p>
        </Spin>
      </Upload.Dragger>
      {file ? (
        <Alert
          type="success"
          showIcon
          style={{ marginTop: 10 }}
          title={size === null ? file.name : `${file.name} · ${formatBytes(size)}`}
        />
      ) : null}
    </div>
  );
}
