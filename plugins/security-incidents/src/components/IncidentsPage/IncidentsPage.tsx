import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import {
  Button,
  Card,
  CardBody,
  Container,
  Flex,
  Switch,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import type { IncidentOrderField } from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { toQuery, useAsyncData, useIncidentFilters } from '../../hooks';
import { IncidentsTable, PanelEmpty, PanelFailed } from '../common';
import { ReportConcernButton } from '../ReportDialog';
import { FilterBar } from './FilterBar';
import { Pager } from './Pager';

const VIEWS = [
  { id: 'all', label: 'All' },
  { id: 'mine', label: 'Mine' },
  { id: 'teams', label: "My teams'" },
] as const;

/** All incidents that the reader may see: searched, narrowed, sorted and paged, all of it in the URL. */
export function IncidentsPage() {
  const api = useApi(securityIncidentsApiRef);
  const identityApi = useApi(identityApiRef);
  const { filters, change, clear, isNarrowed } = useIncidentFilters(true);

  const load = useCallback(
    async (signal: AbortSignal) => {
      const query = toQuery(filters);
      if (filters.view !== 'all') {
        const identity = await identityApi.getBackstageIdentity();
        const groups = identity.ownershipEntityRefs.filter(ref =>
          ref.startsWith('group:'),
        );
        if (filters.view === 'mine') {
          query.involved = [identity.userEntityRef];
        } else if (groups.length > 0) {
          query.owner = groups;
        } else {
          // An empty filter would show everything instead of nothing.
          return { items: [], totalItems: 0, pageInfo: {} };
        }
      }
      return api.listIncidents(query, { signal });
    },
    [api, identityApi, filters],
  );
  const { value, error, loading, retry } = useAsyncData(load);

  const empty = isNarrowed ? (
    <PanelEmpty title="No incident matches these filters">
      <Button variant="secondary" onPress={clear}>
        Clear filters
      </Button>
    </PanelEmpty>
  ) : (
    <PanelEmpty
      title={filters.openOnly ? 'Nothing is open' : 'No incident yet'}
      hint="Whatever looks wrong can be reported; being unsure is fine."
    />
  );

  return (
    <Container>
      <Flex direction="column" gap="4" py="4">
        <Flex justify="between" align="center" style={{ flexWrap: 'wrap' }}>
          <Text as="h1" variant="title-small" weight="bold">
            Security incidents
          </Text>
          <ReportConcernButton variant="primary" />
        </Flex>
        <Flex gap="4" align="center" style={{ flexWrap: 'wrap' }}>
          <ToggleButtonGroup
            aria-label="Whose incidents"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[filters.view]}
            onSelectionChange={keys =>
              change(
                'view',
                [...keys].map(String).filter(key => key !== 'all'),
              )
            }
          >
            {VIEWS.map(({ id, label }) => (
              <ToggleButton key={id} id={id}>
                {label}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <Switch
            label="Open only"
            isSelected={filters.openOnly}
            onChange={selected => change('open', String(selected))}
          />
        </Flex>
        <FilterBar {...{ filters, change, clear, isNarrowed }} />
        <Card>
          <CardBody>
            {error ? (
              <PanelFailed
                title="The list did not load"
                error={error}
                onRetry={retry}
              />
            ) : (
              <>
                <Text aria-live="polite" weight="bold">
                  {value &&
                    `${value.totalItems} ${
                      value.totalItems === 1 ? 'incident' : 'incidents'
                    }`}
                </Text>
                <div style={{ overflowX: 'auto' }}>
                  <IncidentsTable
                    incidents={value?.items}
                    isStale={loading && value !== undefined}
                    empty={empty}
                    sort={{
                      descriptor: filters.orderBy
                        ? {
                            column: filters.orderBy.field,
                            direction:
                              filters.orderBy.direction === 'asc'
                                ? 'ascending'
                                : 'descending',
                          }
                        : null,
                      onSortChange: ({ column, direction }) =>
                        change(
                          'orderBy',
                          `${column as IncidentOrderField}:${
                            direction === 'ascending' ? 'asc' : 'desc'
                          }`,
                        ),
                    }}
                  />
                </div>
                {value && (
                  <Pager
                    shown={value.items.length}
                    total={value.totalItems}
                    cursor={filters.cursor}
                    nextCursor={value.pageInfo.nextCursor}
                    onTurn={cursor => change('cursor', cursor, true)}
                  />
                )}
              </>
            )}
          </CardBody>
        </Card>
      </Flex>
    </Container>
  );
}
