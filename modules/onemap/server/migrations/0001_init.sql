-- Saved views of the map: what is shown, by whom kept, and the token of a link. Never data of a layer.
create table onemap.view (
  id int generated always as identity primary key,
  owner_id uuid not null,
  owner_name text not null,
  name text not null,
  shared boolean not null default false,
  token text unique,
  state jsonb not null,
  updated_at timestamptz not null
);
create index view_owner on onemap.view (owner_id);
