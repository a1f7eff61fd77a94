import type { VolumeQuery } from '../client';
import type { CoverageQuery } from '../plans';
import type { CoverageFilterValues, IncidentFilterValues } from './filters';

type Same<A, B> = [Required<A>, Required<B>] extends [Required<B>, Required<A>]
  ? true
  : false;

it('declares every filter of the typed queries and no other', () => {
  const incidents: Same<IncidentFilterValues, VolumeQuery> = true;
  const coverage: Same<
    CoverageFilterValues,
    Omit<CoverageQuery, 'limit' | 'cursor'>
  > = true;
  expect([incidents, coverage]).toEqual([true, true]);
});
