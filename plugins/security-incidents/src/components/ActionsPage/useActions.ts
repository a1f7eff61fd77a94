import {
  ACTION_TYPES,
  type ActionGroup,
  type ActionQuery,
} from 'backstage-plugin-security-incidents-common';
import { useListAddress } from '../../hooks';
import { useActionRegister } from '../../queries';

/** The groups of the page, in their order, with how many rows each shows at first. */
export const SHOWN_GROUPS: ReadonlyArray<[ActionGroup, number]> = [
  ['overdue', 50],
  ['check-overdue', 50],
  ['open', 50],
  ['check-due', 50],
  ['proven', 3],
];

/** The filters of the page, kept in the URL. */
export function useActionFilters() {
  const { params, change } = useListAddress();
  const type = ACTION_TYPES.find(each => each === params.get('type'));
  const mine = params.get('mine') === 'true';
  const entityRef = params.getAll('entityRef');
  const q = params.get('q') ?? '';
  const query: ActionQuery = {
    ...(type && { type: [type] }),
    ...(mine && { mine }),
    ...(entityRef.length > 0 && { entityRef }),
    ...(q && { q }),
  };
  return {
    filters: { type, mine, entityRef, q },
    query,
    change,
    isNarrowed: Object.keys(query).length > 0,
  };
}

export type ActionFilters = ReturnType<typeof useActionFilters>;

/** The actions of one group. */
export function useActionGroup(
  query: ActionQuery,
  group: ActionGroup,
  limit: number,
) {
  return useActionRegister({ ...query, group: [group], limit });
}
