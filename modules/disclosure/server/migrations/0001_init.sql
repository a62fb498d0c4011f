-- What is shown to the public where it differs from the registry's own mark.
create schema if not exists disclosure;

create table disclosure.publication (
  subject text not null check (subject in ('point', 'enterprise', 'code')),
  -- point id, enterprise id or factor code
  key text not null,
  public boolean not null,
  reason text not null,
  changed_by text,
  changed_at timestamptz not null,
  primary key (subject, key)
);
