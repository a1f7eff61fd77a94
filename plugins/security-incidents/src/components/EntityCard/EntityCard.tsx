import {
  ANNOTATION_EDIT_URL,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  EntityInfoCard,
  getEntityRelations,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import type { EntityOverview } from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import { UNTIL_READ_EVERY_MS, useEntityLinks } from '../../hooks';
import {
  followIncidents,
  QueryProvider,
  queryKeys,
  usePanelQuery,
} from '../../queries';
import { useSharedTranslation } from '../../translation';
import {
  getEntityTitle,
  PanelFailed,
  PanelLoading,
  PanelStale,
} from '../common';
import { ReportConcernButton } from '../ReportDialog';
import styles from './EntityCard.module.css';
import { Overview } from './Overview';

const getIds = ({ openIncidents }: EntityOverview) =>
  openIncidents.map(({ id }) => id);

function Card() {
  const { t } = useSharedTranslation();
  const { entity } = useEntity();
  const api = useApi(securityIncidentsApiRef);
  const entityRef = stringifyEntityRef(entity);
  const linkTo = useEntityLinks();
  const {
    data: value,
    error,
    reload,
    staleSince,
  } = usePanelQuery<EntityOverview>({
    queryKey: queryKeys.entityPart(entityRef, 'overview'),
    follow: followIncidents(getIds),
    queryFn: ({ signal }) => api.getEntityOverview(entityRef, { signal }),
    pollEveryMs: overview =>
      overview?.plansState ? UNTIL_READ_EVERY_MS : undefined,
  });

  const [owner] = getEntityRelations(entity, RELATION_OWNED_BY);
  return (
    <EntityInfoCard
      title={t('entityCard.title')}
      footerActions={
        <div className={styles.footer}>
          {value && value.total > 0 ? (
            <Link href={linkTo(entityRef)}>
              {t('term.allIncidents', { count: value.total })}
            </Link>
          ) : (
            <span className={styles.quiet}>
              {value ? t('entityCard.noHistory') : ''}
            </span>
          )}
          {(value?.mayReport ?? true) && (
            <ReportConcernButton
              variant="secondary"
              entityRef={entityRef}
              entityTitle={getEntityTitle(entity)}
            />
          )}
        </div>
      }
    >
      {error && (
        <PanelFailed
          error={error}
          title={t('entityCard.failed.title')}
          hint={
            value
              ? t('entityCard.failed.hintWithCount', {
                  count: value.open.total,
                })
              : t('entityCard.failed.hint')
          }
          onRetry={reload}
        />
      )}
      {!error && !value && (
        <PanelLoading label={t('entityCard.loading')} rows={4} />
      )}
      {!error && value && (
        <Overview
          overview={value}
          ownerRef={owner && stringifyEntityRef(owner)}
          editUrl={entity.metadata.annotations?.[ANNOTATION_EDIT_URL]}
        />
      )}
      {!error && <PanelStale since={staleSince} what={t('entityCard.stale')} />}
    </EntityInfoCard>
  );
}

/** What is open on an entity, what the reader must do next, and who owns it. It takes one request. */
export function EntityCard() {
  return (
    <QueryProvider>
      <Card />
    </QueryProvider>
  );
}
