-- Moves whenever units, outlines or places do: for data sets of other modules that show them.
create view region.revision as select revision as id from region.state;
