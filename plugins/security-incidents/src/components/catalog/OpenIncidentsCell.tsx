import { useApi } from '@backstage/core-plugin-api';
import type { EntityCounts } from 'backstage-plugin-security-incidents-common';
import { useEffect, useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { getEntityCountsLoader } from '../../api/entityCounts';
import { useSharedTranslation } from '../../translation';
import { Counts } from '../EntityCard/Counts';
import styles from './catalog.module.css';

/** The open incidents of one row of a catalog table, by severity. All rows ask together. */
export function OpenIncidentsCell({ entityRef }: { entityRef: string }) {
  const { t } = useSharedTranslation();
  const api = useApi(securityIncidentsApiRef);
  const [state, setState] = useState<{
    counts?: EntityCounts;
    failed?: boolean;
  }>({});
  useEffect(() => {
    let left = false;
    setState({});
    getEntityCountsLoader(api)
      .load(entityRef)
      .then(
        counts => !left && setState({ counts }),
        () => !left && setState({ failed: true }),
      );
    return () => {
      left = true;
    };
  }, [api, entityRef]);
  if (state.failed) {
    return (
      <span className={styles.quiet} title={t('catalogPage.unknownHint')}>
        {t('catalogPage.unknown')}
      </span>
    );
  }
  if (!state.counts) return <span className={styles.placeholder} aria-hidden />;
  return state.counts.open > 0 ? (
    <Counts entityRef={entityRef} bySeverity={state.counts.bySeverity} short />
  ) : (
    <span className={styles.quiet}>0</span>
  );
}
