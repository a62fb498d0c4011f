-- Units as other modules' data sets may join them: a part of the contract, like a query function.
create view region.place as
  select code, path, level, names ->> 'zh' as name, names ->> 'en' as name_en, lon, lat from region.unit;
