-- Administrative units of both hierarchies and their outlines. Loaded from the region pack; outlines may be replaced
-- by the authority's own.
create schema if not exists region;

create table region.unit (
  code       text primary key,
  path       text not null unique check (path ~ '^/([0-9A-Z]+/)+$'),
  parent     text references region.unit (code) deferrable initially deferred,
  level      text not null check (level in ('region', 'prefecture', 'county', 'corps', 'division', 'city', 'regiment')),
  hierarchy  text not null check (hierarchy in ('region', 'corps')),
  names      jsonb not null,
  lon        double precision,
  lat        double precision,
  sort       integer not null,
  source     text not null,
  confidence text not null check (confidence in ('sourced', 'derived', 'unverified')),
  note       text,
  check ((lon is null) = (lat is null))
);
-- Prefix search on paths, whatever the collation of the database.
create index unit_path_prefix on region.unit (path text_pattern_ops);

create table region.outline (
  unit_code      text not null references region.unit (code) deferrable initially deferred,
  -- Map layer in which it is drawn; a Corps city is drawn in both.
  layer          text not null check (layer in ('prefecture', 'county')),
  effective_from date not null,
  wkb            bytea not null,
  box            box not null,
  lon            double precision not null,
  lat            double precision not null,
  source         text not null,
  demo           boolean not null,
  recorded_at    timestamptz not null,
  primary key (unit_code, layer, effective_from, demo)
);
create index outline_box on region.outline using gist (box);

-- One row: what is loaded. `revision` changes with every change, so that caches know.
create table region.state (
  only_row     boolean primary key default true check (only_row),
  revision     uuid not null,
  content_hash text not null,
  manifest     jsonb not null,
  loaded_at    timestamptz not null
);
