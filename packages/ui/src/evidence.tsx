import { call, type RouteDef } from '@tarim/platform/contract';
import { App, Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useText } from './language.tsx';

/** A file that was brought as evidence: its content's hash and the name it came with. */
export interface EvidenceFile {
  readonly sha256: string;
  readonly name: string;
}

const MOST = 20;

/** Photographs and documents (佐证), each sent as it is chosen by a route that answers `{sha256}`; a field of a form. */
export function EvidenceFiles({
  upload,
  value = [],
  onChange,
  add,
}: {
  upload: RouteDef;
  value?: readonly EvidenceFile[];
  onChange?: (files: EvidenceFile[]) => void;
  /** Words of the button. */
  add?: string;
}): ReactNode {
  const t = useText('ui');
  const { notification } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const words = add ?? t('evidence.add');
  const send = async (file: File) => {
    setBusy(true);
    try {
      const { sha256 } = (await call(upload, { file } as never)) as unknown as { sha256: string };
      onChange?.([...value.filter((one) => one.sha256 !== sha256), { sha256, name: file.name }]);
    } catch (error) {
      notification.error({ title: (error as Error).message });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <input
        ref={input}
        style={{ display: 'none' }}
        type="file"
        accept="image/jpeg,image/png,image/webp,application/pdf"
        aria-label={words}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void send(file);
          event.target.value = '';
        }}
      />
      <div className="filters" style={{ marginBottom: 0 }}>
        {value.map((one) => (
          <span key={one.sha256}>
            {one.name}
            <Button
              size="small"
              type="text"
              onClick={() => onChange?.(value.filter((other) => other !== one))}
            >
              {t('evidence.remove')}
            </Button>
          </span>
        ))}
        <Button loading={busy} disabled={value.length >= MOST} onClick={() => input.current?.click()}>
          {words}
        </Button>
      </div>
    </>
  );
}

/** Files that were brought, each opens in a tab of its own. */
export function FileLinks({
  files,
  href,
}: {
  files: readonly EvidenceFile[];
  href: (sha256: string) => string;
}): ReactNode {
  return (
    <>
      {files.map((one) => (
        <a
          key={one.sha256}
          href={href(one.sha256)}
          target="_blank"
          rel="noreferrer"
          style={{ marginInlineEnd: 12, overflowWrap: 'anywhere' }}
        >
          {one.name} <small className="muted">{one.sha256.slice(0, 8)}</small>
        </a>
      ))}
    </>
  );
}
