-- Base maps of tile services, as people set them up. The key is encrypted; an address holds only its place.
create table onemap.base_map (
  id int generated always as identity primary key,
  names jsonb not null,
  kind text not null check (kind in ('tianditu', 'wmts', 'xyz', 'tms')),
  settings jsonb not null,
  key text,
  attribution jsonb not null,
  min_zoom int not null,
  max_zoom int not null,
  opacity float8 not null,
  position int not null,
  enabled boolean not null,
  audience text not null check (audience in ('signed-in', 'public')),
  coordinates text not null check (coordinates in ('CGCS2000', 'GCJ-02')),
  default_for text not null check (default_for in ('none', 'all', 'region', 'corps')),
  updated_at timestamptz not null,
  updated_by text not null
);
-- One default for each.
create unique index base_map_default on onemap.base_map (default_for) where default_for <> 'none';
