import { Form } from 'antd';
import { type ReactNode, useId } from 'react';

/** A labelled place of the editor; its control gets the id that the label names. */
export function Field({
  label,
  error,
  hint,
  required = false,
  children,
}: {
  label: string;
  error?: string | undefined;
  hint?: ReactNode;
  required?: boolean;
  children: (id: string) => ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      required={required}
      {...(error ? { validateStatus: 'error' as const, help: error } : {})}
      extra={hint}
    >
      {children(id)}
    </Form.Item>
  );
}
