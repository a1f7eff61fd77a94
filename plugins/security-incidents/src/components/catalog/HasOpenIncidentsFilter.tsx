import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  type DefaultEntityFilters,
  type EntityFilter,
  useEntityList,
} from '@backstage/plugin-catalog-react';
import { Switch, Text } from '@backstage/ui';
import { getVisibleEntities } from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef, useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { useSharedTranslation } from '../../translation';
import styles from './catalog.module.css';

const QUERY = 'openIncidents';
/** No entity has this name; without a value the catalog would leave the filter out. */
const NOBODY = '-';

/** Leaves the entities that open incidents affect. The catalog narrows by name; the kind and namespace are checked here. */
export class OpenIncidentsFilter implements EntityFilter {
  constructor(private readonly entityRefs: ReadonlySet<string>) {}

  getCatalogFilters() {
    const names = [...this.entityRefs].map(ref => ref.split('/')[1]);
    return { 'metadata.name': names.length > 0 ? names : [NOBODY] };
  }

  filterEntity(entity: Parameters<typeof stringifyEntityRef>[0]) {
    return this.entityRefs.has(stringifyEntityRef(entity));
  }

  toQueryValue() {
    return 'true';
  }
}

type Filters = DefaultEntityFilters & { openIncidents?: EntityFilter };

/** Narrows the list of the catalog to what open incidents affect that the reader may see. */
export function HasOpenIncidentsFilter() {
  const { t } = useSharedTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { updateFilters, queryParameters } = useEntityList<Filters>();
  const [isOn, setIsOn] = useState(queryParameters[QUERY] === 'true');
  const wasOn = useRef(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let left = false;
    if (!isOn) {
      if (wasOn.current) updateFilters({ openIncidents: undefined });
      return undefined;
    }
    wasOn.current = true;
    api
      .listIncidents({
        open: true,
        orderBy: { field: 'priority', direction: 'desc' },
        limit: 200,
      })
      .then(
        ({ items }) => {
          if (left) return;
          const refs = items.flatMap(({ affected }) =>
            getVisibleEntities(affected).map(({ entityRef }) => entityRef),
          );
          updateFilters({
            openIncidents: new OpenIncidentsFilter(new Set(refs)),
          });
        },
        () => {
          if (left) return;
          setFailed(true);
          setIsOn(false);
        },
      );
    return () => {
      left = true;
    };
  }, [isOn, api, updateFilters]);
  return (
    <div className={styles.filter}>
      <Switch
        label={t('catalogPage.hasOpen')}
        isSelected={isOn}
        onChange={on => {
          setFailed(false);
          setIsOn(on);
        }}
      />
      {failed && (
        <Text as="p" variant="body-small" role="alert">
          {t('catalogPage.filterFailed')}
        </Text>
      )}
    </div>
  );
}
