import { useText } from '@tarim/ui';
import { Button, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';

/** Takes something out of use or back into it; the reason that is asked for stands in the audit log. */
export function SwitchButton({
  active,
  what,
  hint,
  busy,
  size,
  onSwitch,
}: {
  readonly active: boolean;
  /** Name of the thing, for the question. */
  readonly what: string;
  /** What closing it means. */
  readonly hint?: string;
  readonly busy: boolean;
  readonly size?: 'small';
  readonly onSwitch: (reason: string) => void;
}): ReactNode {
  const t = useText('registry');
  const [reason, setReason] = useState<string | null>(null);
  const ready = reason !== null && reason.trim().length >= 2;
  return (
    <>
      <Button danger={active} size={size} loading={busy} onClick={() => setReason('')}>
        {active ? t('switch.close') : t('switch.reopen')}
      </Button>
      <Modal
        open={reason !== null}
        title={active ? t('switch.closeWhat', { what }) : t('switch.reopenWhat', { what })}
        okText={active ? t('switch.close') : t('switch.reopen')}
        okButtonProps={{ danger: active, disabled: !ready }}
        onCancel={() => setReason(null)}
        onOk={() => {
          if (!ready) return;
          onSwitch(reason.trim());
          setReason(null);
        }}
      >
        {active && hint ? <p>{hint}</p> : null}
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={500}
          aria-label={t('switch.reason')}
          placeholder={t('switch.reason')}
          value={reason ?? ''}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}
