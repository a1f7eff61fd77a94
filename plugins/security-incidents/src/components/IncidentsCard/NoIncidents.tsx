import { Button, Flex } from '@backstage/ui';
import type { ReactNode } from 'react';
import type { IncidentFiltersState } from '../../hooks';
import { PanelEmpty } from '../common';
import { useTranslation } from '../../translation';
import type { Question } from './useIncidentPage';
import { useTotalWithoutFilters } from './useTotalWithoutFilters';

/** Says why the list is empty, and offers the next step. */
export function NoIncidents(props: {
  state: IncidentFiltersState;
  question: Question;
  /** What the list is about; part of the query key. */
  subject: string;
  nothing: { title: string; hint?: string; children?: ReactNode };
}) {
  const { state, question, nothing } = props;
  const { t } = useTranslation();
  const { filters, change, clear, isNarrowed } = state;
  const others = useTotalWithoutFilters(state, question, props.subject);

  const includeClosed = filters.openOnly && (
    <Button variant="tertiary" onPress={() => change({ open: 'false' })}>
      {t('incidentList.empty.includeClosed')}
    </Button>
  );
  if (isNarrowed) {
    const hint = filters.openOnly
      ? 'incidentList.empty.openOthers'
      : 'incidentList.empty.others';
    return (
      <PanelEmpty
        title={t('incidentList.empty.filtered')}
        hint={others === undefined ? undefined : t(hint, { count: others })}
      >
        <Flex gap="2">
          <Button variant="secondary" onPress={clear}>
            {t('incidentList.empty.clearFilters')}
          </Button>
          {includeClosed}
        </Flex>
      </PanelEmpty>
    );
  }
  if (filters.view !== 'all') {
    return (
      <PanelEmpty
        title={t(
          `incidentList.empty.${filters.openOnly ? 'open' : 'any'}.${
            filters.view
          }`,
        )}
      >
        <Flex gap="2">
          <Button
            variant="secondary"
            onPress={() => change({ view: undefined })}
          >
            {t('incidentList.empty.showAll')}
          </Button>
          {includeClosed}
        </Flex>
      </PanelEmpty>
    );
  }
  if (filters.openOnly) {
    return (
      <PanelEmpty title={t('incidentList.empty.open.all')} hint={nothing.hint}>
        <Flex gap="2">
          {includeClosed}
          {nothing.children}
        </Flex>
      </PanelEmpty>
    );
  }
  return <PanelEmpty {...nothing} />;
}
