import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  Button,
  Card,
  CardBody,
  CardHeader,
  Flex,
  Switch,
  Text,
} from '@backstage/ui';
import { useCallback } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { toQuery, useAsyncData, useIncidentFilters } from '../../hooks';
import { IncidentsTable, PanelEmpty, PanelFailed } from '../common';
import { FilterBar } from '../IncidentsPage/FilterBar';
import { Pager } from '../IncidentsPage/Pager';
import { ReportConcernButton } from '../ReportDialog';

/** The incidents of one entity and of everything below it, open first; filters live in the URL. */
export function EntityTab() {
  const { entity } = useEntity();
  const api = useApi(securityIncidentsApiRef);
  const entityRef = stringifyEntityRef(entity);
  const { filters, change, clear, isNarrowed } = useIncidentFilters(false);
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listIncidents(
        {
          orderBy: { field: 'openFirst', direction: 'desc' },
          ...Object.fromEntries(
            Object.entries(toQuery(filters)).filter(
              ([, value]) => value !== undefined,
            ),
          ),
          entityRef: [entityRef],
        },
        { signal },
      ),
    [api, entityRef, filters],
  );
  const { value, error, loading, retry } = useAsyncData(load);
  const name = entity.metadata.title ?? entity.metadata.name;

  return (
    <Flex direction="column" gap="4">
      <Flex justify="between" align="center" style={{ flexWrap: 'wrap' }}>
        <Switch
          label="Open only"
          isSelected={filters.openOnly}
          onChange={selected => change('open', selected ? 'true' : undefined)}
        />
        <ReportConcernButton
          entityRef={entityRef}
          entityTitle={name}
          variant="primary"
        />
      </Flex>
      <FilterBar {...{ filters, change, clear, isNarrowed }} />
      <Card>
        <CardHeader>
          <Text as="h2" variant="title-x-small" weight="bold">
            {value
              ? `${value.totalItems} ${
                  value.totalItems === 1 ? 'incident' : 'incidents'
                }, open first`
              : 'Incidents'}
          </Text>
        </CardHeader>
        <CardBody>
          {error ? (
            <PanelFailed
              title="The history did not load"
              error={error}
              onRetry={retry}
            />
          ) : (
            <>
              <div style={{ overflowX: 'auto' }}>
                <IncidentsTable
                  incidents={value?.items}
                  isStale={loading && value !== undefined}
                  empty={
                    isNarrowed ? (
                      <PanelEmpty title="No incident matches these filters">
                        <Button variant="secondary" onPress={clear}>
                          Clear filters
                        </Button>
                      </PanelEmpty>
                    ) : (
                      <PanelEmpty
                        title={`${name} has no incidents${
                          filters.openOnly ? ' that are open' : ''
                        }`}
                        hint="Whatever looks wrong can be reported; being unsure is fine."
                      />
                    )
                  }
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
  );
}
