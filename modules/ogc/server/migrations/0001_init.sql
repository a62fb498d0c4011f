-- Pictures from above (影像): a GeoTIFF in the content store, where it lies and when it was taken.
create table ogc.image (
  id int generated always as identity primary key,
  -- Whose pictures they are, in addresses: sentinel-2, uav-2026.
  collection text not null check (collection ~ '^[a-z][a-z0-9-]{1,60}$'),
  title text not null,
  taken_at timestamptz not null,
  -- Degrees, CGCS2000.
  footprint bytea not null,
  box box not null,
  platform text,
  -- Metres on the ground of one pixel.
  gsd float8 check (gsd > 0),
  cloud_cover float8 check (cloud_cover between 0 and 100),
  epsg int,
  source text not null,
  licence text not null,
  simulated boolean not null default false,
  public boolean not null default false,
  sha256 text not null,
  size bigint not null,
  file_name text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  removed_at timestamptz
);
create index image_box on ogc.image using gist (box);
create index image_taken on ogc.image (collection, taken_at);
-- Rows are only added and, once, marked: their number and that of the marks tell every change.
create view ogc.image_revision as select count(*) || ' ' || count(removed_at) as revision from ogc.image;
