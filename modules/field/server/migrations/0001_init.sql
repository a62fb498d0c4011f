-- 外业设备: a browser of a person that holds work offline. `chain` is the end of what it has sent, `sent` how many acts.
create table field.device (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  user_name text not null,
  name text not null,
  registered_at timestamptz not null,
  seen_at timestamptz not null,
  -- Clock of the device minus ours, measured at its last contact.
  clock_ms bigint,
  sent int not null default 0,
  chain text not null,
  revoked_at timestamptz,
  revoked_by text,
  revoke_reason text
);
create index device_user on field.device (user_id, registered_at);

-- 外业办理: what was done outside, as it was sealed on the device. Nothing is ever changed but the answer.
create table field.act (
  id uuid primary key,
  device_id uuid not null references field.device (id),
  seq int not null,
  user_id text not null,
  user_name text not null,
  kind text not null,
  form text not null,
  subject text not null,
  title text not null,
  sealed text not null,
  chain text not null,
  -- Whether it follows on from what the device sent before.
  chained boolean not null,
  made_at timestamptz not null,
  received_at timestamptz not null,
  state text not null check (state in ('received', 'applied', 'refused')),
  code text,
  reason jsonb,
  unique (device_id, seq)
);
create index act_user on field.act (user_id, received_at desc);
create index act_received on field.act (received_at desc);
