import { useApi } from '@backstage/core-plugin-api';
import { Button, Flex } from '@backstage/ui';
import type { ReactNode } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { type IncidentFiltersState, withoutNarrowing } from '../../hooks';
import { queryKeys, usePanelQuery } from '../../queries';
import { PanelEmpty } from '../common';
import type { Question } from './useIncidentPage';

const OPEN_WORDS = {
  all: 'Nothing is open',
  mine: 'Nothing of yours is open',
  teams: "Nothing of your teams' is open",
};
const ANY_WORDS = {
  mine: 'Nothing of yours yet',
  teams: "Nothing of your teams' yet",
};

/** Says what is true when no row is there, then offers the next useful thing. */
export function NoIncidents(props: {
  state: IncidentFiltersState;
  question: Question;
  /** What the list is about; part of the query key. */
  subject: string;
  nothing: { title: string; hint?: string; children?: ReactNode };
}) {
  const { state, question, nothing } = props;
  const { filters, change, clear, isNarrowed } = state;
  const api = useApi(securityIncidentsApiRef);
  const all = withoutNarrowing(filters);
  const { data: others } = usePanelQuery<number>({
    queryKey: queryKeys.list(props.subject, 'total', all),
    enabled: isNarrowed,
    queryFn: async ({ signal }) => {
      const query = await question(all);
      if (!query) return 0;
      const page = await api.listIncidents({ ...query, limit: 1 }, { signal });
      return page.totalItems;
    },
  });

  const includeClosed = filters.openOnly && (
    <Button variant="tertiary" onPress={() => change({ open: 'false' })}>
      Include closed
    </Button>
  );
  if (isNarrowed) {
    const are = others === 1 ? 'is' : 'are';
    return (
      <PanelEmpty
        title="No incident matches these filters"
        hint={
          others === undefined
            ? undefined
            : `${others} ${are} ${
                filters.openOnly ? 'open' : 'there'
              } without them.`
        }
      >
        <Flex gap="2">
          <Button variant="secondary" onPress={clear}>
            Clear filters
          </Button>
          {includeClosed}
        </Flex>
      </PanelEmpty>
    );
  }
  if (filters.view !== 'all') {
    return (
      <PanelEmpty
        title={(filters.openOnly ? OPEN_WORDS : ANY_WORDS)[filters.view]}
      >
        <Flex gap="2">
          <Button
            variant="secondary"
            onPress={() => change({ view: undefined })}
          >
            Show all
          </Button>
          {includeClosed}
        </Flex>
      </PanelEmpty>
    );
  }
  if (filters.openOnly) {
    return (
      <PanelEmpty title={OPEN_WORDS.all} hint={nothing.hint}>
        <Flex gap="2">
          {includeClosed}
          {nothing.children}
        </Flex>
      </PanelEmpty>
    );
  }
  return <PanelEmpty {...nothing} />;
}
