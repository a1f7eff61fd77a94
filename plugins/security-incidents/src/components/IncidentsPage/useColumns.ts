import { useMemo } from 'react';
import { z } from 'zod';
import { useStored } from '../../hooks';
import type { IncidentColumn } from '../common';

/** All columns that the list can have, in their order. */
export const LIST_COLUMNS = [
  'title',
  'severity',
  'priority',
  'status',
  'class',
  'services',
  'lead',
  'detected',
  'contained',
  'nextDue',
] as const satisfies readonly IncidentColumn[];

export type ListColumn = (typeof LIST_COLUMNS)[number];

/** The list where nobody chose. */
const DEFAULT: readonly ListColumn[] = LIST_COLUMNS.filter(
  name => name !== 'class' && name !== 'contained',
);

// A column that a later version drops must not lose the others.
const schema = z.array(z.string().max(40)).max(40);

/** The columns of the list that the reader chose; the incident itself is always one of them. */
export function useColumns() {
  const [kept, setKept] = useStored('list-columns', schema);
  const columns = useMemo(
    () =>
      kept
        ? LIST_COLUMNS.filter(name => name === 'title' || kept.includes(name))
        : DEFAULT,
    [kept],
  );
  return {
    columns,
    isDefault: kept === undefined,
    choose: (names: readonly string[]) => setKept([...names]),
    reset: () => setKept(undefined),
  };
}
