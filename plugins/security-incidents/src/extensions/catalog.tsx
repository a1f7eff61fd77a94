import { stringifyEntityRef } from '@backstage/catalog-model';
import { dialogApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  CatalogFilterBlueprint,
  EntityContextMenuItemBlueprint,
  EntityIconLinkBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { RiMegaphoneLine, RiShieldFlashLine } from '@remixicon/react';
import type { EntityCounts } from 'backstage-plugin-security-incidents-common';
import { lazy, Suspense, useEffect, useState } from 'react';
import { securityIncidentsApiRef } from '../api';
import { getEntityCountsLoader } from '../api/entityCounts';
import { useEntityLinks } from '../hooks/useEntityLinks';
import { useLazyTranslation } from './useLazyTranslation';

/** Kinds that incidents are linked to. */
const SERVICES = { kind: { $in: ['component', 'api', 'resource'] } };
const SERVICES_AND_PARTS = {
  kind: { $in: ['component', 'api', 'resource', 'system', 'domain', 'group'] },
};

const ConcernDialog = lazy(() =>
  import('../components/catalog/ConcernDialog').then(m => ({
    default: m.ConcernDialog,
  })),
);

function useMayReport(): boolean {
  const permissions = useApi(permissionApiRef);
  const [may, setMay] = useState(false);
  useEffect(() => {
    let left = false;
    import('../components/catalog/mayReport')
      .then(m => m.mayReport(permissions))
      .then(known => !left && setMay(known));
    return () => {
      left = true;
    };
  }, [permissions]);
  return may;
}

/** Reports a concern about the entity from the menu of its page. */
export const reportConcern = EntityContextMenuItemBlueprint.make({
  name: 'report-concern',
  params: {
    icon: <RiMegaphoneLine />,
    filter: SERVICES,
    useProps: () => {
      const { entity } = useEntity();
      const dialogs = useApi(dialogApiRef);
      const t = useLazyTranslation();
      const mayReport = useMayReport();
      return {
        title: t?.('term.reportConcern') ?? 'Report a concern',
        disabled: !mayReport,
        onClick: () => {
          const dialog = dialogs.open(() => (
            <Suspense fallback={null}>
              <ConcernDialog
                entityRef={stringifyEntityRef(entity)}
                entityTitle={entity.metadata.title ?? entity.metadata.name}
                onClose={() => dialog.close()}
              />
            </Suspense>
          ));
        },
      };
    },
  },
});

/** How many incidents are open, in the links of the entity's card; it leads to them. */
export const openIncidentsLink = EntityIconLinkBlueprint.make({
  name: 'open-incidents',
  params: {
    filter: SERVICES_AND_PARTS,
    useProps: () => {
      const { entity } = useEntity();
      const entityRef = stringifyEntityRef(entity);
      const api = useApi(securityIncidentsApiRef);
      const linkTo = useEntityLinks();
      const t = useLazyTranslation();
      const [counts, setCounts] = useState<EntityCounts>();
      useEffect(() => {
        let left = false;
        setCounts(undefined);
        getEntityCountsLoader(api)
          .load(entityRef)
          // The link stays without a number; the card beside it says what failed.
          .then(
            known => !left && setCounts(known),
            () => undefined,
          );
        return () => {
          left = true;
        };
      }, [api, entityRef]);
      const incidents = t?.('catalogPage.incidents') ?? 'Incidents';
      return {
        label:
          t && counts && counts.open > 0
            ? t('catalogPage.openIncidents', { count: counts.open })
            : incidents,
        icon: <RiShieldFlashLine />,
        href: linkTo(entityRef, { open: true }),
      };
    },
  },
});

/** Narrows the list of the catalog to what open incidents affect. */
export const hasOpenIncidents = CatalogFilterBlueprint.make({
  name: 'open-incidents',
  params: {
    loader: () =>
      import('../components/catalog/HasOpenIncidentsFilter').then(m => (
        <m.HasOpenIncidentsFilter />
      )),
  },
});
